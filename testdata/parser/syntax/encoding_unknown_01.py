# coding: nonesuch
x
