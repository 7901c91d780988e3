"""The places where staff put the finished site: what lies there, what has to travel, and in which order, so that a kill at any moment leaves a whole site."""
