a < not b
