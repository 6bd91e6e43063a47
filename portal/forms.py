"""What every form of ours needs and Django leaves out."""

from django import forms

from portal.personal_numbers import RefusesPersonalNumbers


class ChecksWholeRow:
    """Check constraints over fields that the view has already filled in on the instance.

    Django leaves a UniqueConstraint unchecked when one of its fields is not on the form, so that the database
    refuses with an error page. Name those fields in `also_checked`. Put this before forms.ModelForm.
    """

    also_checked: tuple = ()

    def _get_validation_exclusions(self):
        known = {name for name in self.also_checked if name not in self._errors}
        return super()._get_validation_exclusions() - known


class LinkField(forms.URLField):
    """A web address; one typed without its scheme is taken as https. Use as a model form's field class."""

    def __init__(self, **kwargs):
        super().__init__(**{"assume_scheme": "https", **kwargs})


class RevisedForm(RefusesPersonalNumbers, forms.ModelForm):
    """A form for a row of `portal.revisions.Revised`: it carries the revision its reader saw. No personal numbers."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision
