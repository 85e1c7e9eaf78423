"""Turns a version's rows into what pages and print set: blocks, outlines and grids."""
