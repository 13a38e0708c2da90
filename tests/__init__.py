"""The tests mirror the packages; ``house`` holds rules about the code, ``journeys`` real browsers."""
