"""Workshops in five parts: the plan, texts for the teacher, timers, a checklist, votes."""
