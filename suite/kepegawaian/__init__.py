"""Kepegawaian: people, positions, leave, attendance and pay of the city's civil servants.

So far the room holds its law only (`rules`): pure functions over dated parameter sets, which the services of this room
and of the rooms above call. It has no tables and no pages yet.
"""
