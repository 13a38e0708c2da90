"""Engines that write down what recordings say."""
