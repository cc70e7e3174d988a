"""What is published for everybody (public schema): one row a closed month, written once."""

from django.db import models


class Release(models.Model):
    """The figures of a month as they were published; a trigger-free promise: no role may change a row.

    `cells`: [key, office code, service code, value, n_from] each, "" for all together; `offices`, `services`
    and `definitions`: what they were called and meant then; `threshold`: the rule of then.
    """

    month = models.DateField(primary_key=True)
    made_at = models.DateTimeField()
    as_of = models.DateTimeField()
    threshold = models.PositiveSmallIntegerField()
    offices = models.JSONField()
    services = models.JSONField()
    definitions = models.JSONField()
    cells = models.JSONField()
