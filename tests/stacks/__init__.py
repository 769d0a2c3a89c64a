"""House rules of the infrastructure, held over every stack of every stage."""
