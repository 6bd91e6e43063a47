"""What a preview says, and pressing its buttons."""


def outcomes(context):
    return [(line.number, str(line.outcome)) for line in context["preview"].lines]


def faults(context):
    return [str(fault) for line in context["preview"].lines for fault in line.faults]


def press(client, url, context, choice="all"):
    return client.post(url, {"choice": choice, "digest": context["preview"].digest})
