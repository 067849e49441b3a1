"""Who: units, posts, people, accounts, assignments, roles and mandates, all effective-dated (docs: rantai, 'Who')."""
