"""Photographs of slips lie with the complaint that was made of the slip."""

from django.db import migrations

MOVE = """
UPDATE attachments_attachment AS paper SET file_id = slip.complaint_id
  FROM suggestionbox_boxslip AS slip
  WHERE paper.file_id = slip.id AND slip.complaint_id IS NOT NULL;
"""
BACK = """
UPDATE attachments_attachment AS paper SET file_id = slip.id
  FROM suggestionbox_boxslip AS slip
  WHERE paper.file_id = slip.complaint_id AND paper.requirement = 'slip';
"""


class Migration(migrations.Migration):
    dependencies = [("suggestionbox", "0001_initial"), ("attachments", "0001_initial")]
    operations = [migrations.RunSQL(MOVE, BACK)]
