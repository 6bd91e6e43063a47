"""The letter to whoever asked a question with a name, when it has been answered."""

from django.conf import settings

from agreements.models import KnowledgeItem, KnowledgeState
from portal.notifications import letter


@letter("agreement-question-answered")
def question_answered(row):
    """Dropped when the answer was taken back, or the person no longer sees the question."""
    question = (
        KnowledgeItem.objects.questions()
        .filter(pk=row.about_pk, state=KnowledgeState.ANSWERED, created_by=row.to_user_id, created_by__is_active=True)
        .select_related("agreement", "created_by")
        .first()
    )
    if question is None or not KnowledgeItem.objects.visible_to(question.created_by).filter(pk=question.pk).exists():
        return None
    return {"question": question, "address": settings.BASE_URL + question.get_absolute_url()}
