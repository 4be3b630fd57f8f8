"""The rules of a service desk shift: pure, standard library only."""
