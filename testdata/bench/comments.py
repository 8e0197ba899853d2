"""Comments and docstrings make up most of this file."""

# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_0(state, value):
    """Apply step 0 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_1(state, value):
    """Apply step 1 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_2(state, value):
    """Apply step 2 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_3(state, value):
    """Apply step 3 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_4(state, value):
    """Apply step 4 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_5(state, value):
    """Apply step 5 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_6(state, value):
    """Apply step 6 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_7(state, value):
    """Apply step 7 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_8(state, value):
    """Apply step 8 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_9(state, value):
    """Apply step 9 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_10(state, value):
    """Apply step 10 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_11(state, value):
    """Apply step 11 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_12(state, value):
    """Apply step 12 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_13(state, value):
    """Apply step 13 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_14(state, value):
    """Apply step 14 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_15(state, value):
    """Apply step 15 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_16(state, value):
    """Apply step 16 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_17(state, value):
    """Apply step 17 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_18(state, value):
    """Apply step 18 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_19(state, value):
    """Apply step 19 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_20(state, value):
    """Apply step 20 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_21(state, value):
    """Apply step 21 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_22(state, value):
    """Apply step 22 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_23(state, value):
    """Apply step 23 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_24(state, value):
    """Apply step 24 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_25(state, value):
    """Apply step 25 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_26(state, value):
    """Apply step 26 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_27(state, value):
    """Apply step 27 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_28(state, value):
    """Apply step 28 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_29(state, value):
    """Apply step 29 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_30(state, value):
    """Apply step 30 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_31(state, value):
    """Apply step 31 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_32(state, value):
    """Apply step 32 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_33(state, value):
    """Apply step 33 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_34(state, value):
    """Apply step 34 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_35(state, value):
    """Apply step 35 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_36(state, value):
    """Apply step 36 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_37(state, value):
    """Apply step 37 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_38(state, value):
    """Apply step 38 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_39(state, value):
    """Apply step 39 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_40(state, value):
    """Apply step 40 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_41(state, value):
    """Apply step 41 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_42(state, value):
    """Apply step 42 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_43(state, value):
    """Apply step 43 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_44(state, value):
    """Apply step 44 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_45(state, value):
    """Apply step 45 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_46(state, value):
    """Apply step 46 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_47(state, value):
    """Apply step 47 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_48(state, value):
    """Apply step 48 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_49(state, value):
    """Apply step 49 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_50(state, value):
    """Apply step 50 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_51(state, value):
    """Apply step 51 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_52(state, value):
    """Apply step 52 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_53(state, value):
    """Apply step 53 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_54(state, value):
    """Apply step 54 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_55(state, value):
    """Apply step 55 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_56(state, value):
    """Apply step 56 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_57(state, value):
    """Apply step 57 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_58(state, value):
    """Apply step 58 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
# The lines below explain at length what the code between them does, in plain words,
# because whoever reads it next will not have been there when it was written.
def step_59(state, value):
    """Apply step 59 to a state.

    The value is added first and checked afterwards, since the check depends on
    the sum; a negative sum means that an earlier step went wrong.
    """
    # add first
    total = state + value  # may be negative
    # then check
    return total if total >= 0 else None


