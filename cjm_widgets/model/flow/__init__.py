"""How people move through a map: paths, transitions between touchpoints, times, rates, what-if."""
