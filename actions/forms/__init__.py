from actions.forms.action import NOT_A_DATE, ActionForm, CommentForm, LineForm, PersonField, StateForm

__all__ = ["NOT_A_DATE", "ActionForm", "CommentForm", "LineForm", "PersonField", "StateForm"]
