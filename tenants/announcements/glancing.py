"""Whether there is anything to announce to this person: every page asks, hardly any has it."""

# The same as `queries.unread`; what is addressed to other offices the role of this one does not see.
UNREAD = """EXISTS (SELECT FROM announcements_announcement a
 WHERE a.state = 'PUBLISHED' AND a.from_date <= %(on)s AND (a.to_date IS NULL OR a.to_date >= %(on)s)
 AND (a.roles = '{}' OR a.roles && %(roles)s::varchar[])
 AND NOT EXISTS (SELECT FROM announcements_reading r
 WHERE r.announcement_id = a.id AND r.user_id = %(user)s))"""
