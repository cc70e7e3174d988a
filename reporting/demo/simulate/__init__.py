"""A believable year of an office: invented people, seasons, staff and leaders (see docs/simulate.md).

Pure modules tell what happens and when, through `applications.workflow`; the recorder does what follows,
through the effects of `applications.work`, on books kept in memory; `bulk` writes all rows of an office.
"""
