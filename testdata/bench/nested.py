"""Deeply nested code: brackets, blocks, calls, comprehensions and f-strings."""

table_0 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_0 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(0))))))))))))))))
rows_0 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_0 if (row and (col or not (cell)))]
text_0 = f"{f'{f"{value_0:>{width}}"}'!r} {table_0['a'][0][1]['b']}"
if test_0(value_0):
    if test_1(value_0):
        if test_2(value_0):
            if test_3(value_0):
                if test_4(value_0):
                    if test_5(value_0):
                        if test_6(value_0):
                            if test_7(value_0):
                                if test_8(value_0):
                                    if test_9(value_0):
                                        if test_10(value_0):
                                            if test_11(value_0):
                                                pass
table_1 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_1 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(1))))))))))))))))
rows_1 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_1 if (row and (col or not (cell)))]
text_1 = f"{f'{f"{value_1:>{width}}"}'!r} {table_1['a'][0][1]['b']}"
if test_0(value_1):
    if test_1(value_1):
        if test_2(value_1):
            if test_3(value_1):
                if test_4(value_1):
                    if test_5(value_1):
                        if test_6(value_1):
                            if test_7(value_1):
                                if test_8(value_1):
                                    if test_9(value_1):
                                        if test_10(value_1):
                                            if test_11(value_1):
                                                pass
table_2 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_2 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(2))))))))))))))))
rows_2 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_2 if (row and (col or not (cell)))]
text_2 = f"{f'{f"{value_2:>{width}}"}'!r} {table_2['a'][0][1]['b']}"
if test_0(value_2):
    if test_1(value_2):
        if test_2(value_2):
            if test_3(value_2):
                if test_4(value_2):
                    if test_5(value_2):
                        if test_6(value_2):
                            if test_7(value_2):
                                if test_8(value_2):
                                    if test_9(value_2):
                                        if test_10(value_2):
                                            if test_11(value_2):
                                                pass
table_3 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_3 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(3))))))))))))))))
rows_3 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_3 if (row and (col or not (cell)))]
text_3 = f"{f'{f"{value_3:>{width}}"}'!r} {table_3['a'][0][1]['b']}"
if test_0(value_3):
    if test_1(value_3):
        if test_2(value_3):
            if test_3(value_3):
                if test_4(value_3):
                    if test_5(value_3):
                        if test_6(value_3):
                            if test_7(value_3):
                                if test_8(value_3):
                                    if test_9(value_3):
                                        if test_10(value_3):
                                            if test_11(value_3):
                                                pass
table_4 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_4 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(4))))))))))))))))
rows_4 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_4 if (row and (col or not (cell)))]
text_4 = f"{f'{f"{value_4:>{width}}"}'!r} {table_4['a'][0][1]['b']}"
if test_0(value_4):
    if test_1(value_4):
        if test_2(value_4):
            if test_3(value_4):
                if test_4(value_4):
                    if test_5(value_4):
                        if test_6(value_4):
                            if test_7(value_4):
                                if test_8(value_4):
                                    if test_9(value_4):
                                        if test_10(value_4):
                                            if test_11(value_4):
                                                pass
table_5 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_5 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(5))))))))))))))))
rows_5 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_5 if (row and (col or not (cell)))]
text_5 = f"{f'{f"{value_5:>{width}}"}'!r} {table_5['a'][0][1]['b']}"
if test_0(value_5):
    if test_1(value_5):
        if test_2(value_5):
            if test_3(value_5):
                if test_4(value_5):
                    if test_5(value_5):
                        if test_6(value_5):
                            if test_7(value_5):
                                if test_8(value_5):
                                    if test_9(value_5):
                                        if test_10(value_5):
                                            if test_11(value_5):
                                                pass
table_6 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_6 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(6))))))))))))))))
rows_6 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_6 if (row and (col or not (cell)))]
text_6 = f"{f'{f"{value_6:>{width}}"}'!r} {table_6['a'][0][1]['b']}"
if test_0(value_6):
    if test_1(value_6):
        if test_2(value_6):
            if test_3(value_6):
                if test_4(value_6):
                    if test_5(value_6):
                        if test_6(value_6):
                            if test_7(value_6):
                                if test_8(value_6):
                                    if test_9(value_6):
                                        if test_10(value_6):
                                            if test_11(value_6):
                                                pass
table_7 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_7 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(7))))))))))))))))
rows_7 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_7 if (row and (col or not (cell)))]
text_7 = f"{f'{f"{value_7:>{width}}"}'!r} {table_7['a'][0][1]['b']}"
if test_0(value_7):
    if test_1(value_7):
        if test_2(value_7):
            if test_3(value_7):
                if test_4(value_7):
                    if test_5(value_7):
                        if test_6(value_7):
                            if test_7(value_7):
                                if test_8(value_7):
                                    if test_9(value_7):
                                        if test_10(value_7):
                                            if test_11(value_7):
                                                pass
table_8 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_8 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(8))))))))))))))))
rows_8 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_8 if (row and (col or not (cell)))]
text_8 = f"{f'{f"{value_8:>{width}}"}'!r} {table_8['a'][0][1]['b']}"
if test_0(value_8):
    if test_1(value_8):
        if test_2(value_8):
            if test_3(value_8):
                if test_4(value_8):
                    if test_5(value_8):
                        if test_6(value_8):
                            if test_7(value_8):
                                if test_8(value_8):
                                    if test_9(value_8):
                                        if test_10(value_8):
                                            if test_11(value_8):
                                                pass
table_9 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_9 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(9))))))))))))))))
rows_9 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_9 if (row and (col or not (cell)))]
text_9 = f"{f'{f"{value_9:>{width}}"}'!r} {table_9['a'][0][1]['b']}"
if test_0(value_9):
    if test_1(value_9):
        if test_2(value_9):
            if test_3(value_9):
                if test_4(value_9):
                    if test_5(value_9):
                        if test_6(value_9):
                            if test_7(value_9):
                                if test_8(value_9):
                                    if test_9(value_9):
                                        if test_10(value_9):
                                            if test_11(value_9):
                                                pass
table_10 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_10 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(10))))))))))))))))
rows_10 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_10 if (row and (col or not (cell)))]
text_10 = f"{f'{f"{value_10:>{width}}"}'!r} {table_10['a'][0][1]['b']}"
if test_0(value_10):
    if test_1(value_10):
        if test_2(value_10):
            if test_3(value_10):
                if test_4(value_10):
                    if test_5(value_10):
                        if test_6(value_10):
                            if test_7(value_10):
                                if test_8(value_10):
                                    if test_9(value_10):
                                        if test_10(value_10):
                                            if test_11(value_10):
                                                pass
table_11 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_11 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(11))))))))))))))))
rows_11 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_11 if (row and (col or not (cell)))]
text_11 = f"{f'{f"{value_11:>{width}}"}'!r} {table_11['a'][0][1]['b']}"
if test_0(value_11):
    if test_1(value_11):
        if test_2(value_11):
            if test_3(value_11):
                if test_4(value_11):
                    if test_5(value_11):
                        if test_6(value_11):
                            if test_7(value_11):
                                if test_8(value_11):
                                    if test_9(value_11):
                                        if test_10(value_11):
                                            if test_11(value_11):
                                                pass
table_12 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_12 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(12))))))))))))))))
rows_12 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_12 if (row and (col or not (cell)))]
text_12 = f"{f'{f"{value_12:>{width}}"}'!r} {table_12['a'][0][1]['b']}"
if test_0(value_12):
    if test_1(value_12):
        if test_2(value_12):
            if test_3(value_12):
                if test_4(value_12):
                    if test_5(value_12):
                        if test_6(value_12):
                            if test_7(value_12):
                                if test_8(value_12):
                                    if test_9(value_12):
                                        if test_10(value_12):
                                            if test_11(value_12):
                                                pass
table_13 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_13 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(13))))))))))))))))
rows_13 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_13 if (row and (col or not (cell)))]
text_13 = f"{f'{f"{value_13:>{width}}"}'!r} {table_13['a'][0][1]['b']}"
if test_0(value_13):
    if test_1(value_13):
        if test_2(value_13):
            if test_3(value_13):
                if test_4(value_13):
                    if test_5(value_13):
                        if test_6(value_13):
                            if test_7(value_13):
                                if test_8(value_13):
                                    if test_9(value_13):
                                        if test_10(value_13):
                                            if test_11(value_13):
                                                pass
table_14 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_14 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(14))))))))))))))))
rows_14 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_14 if (row and (col or not (cell)))]
text_14 = f"{f'{f"{value_14:>{width}}"}'!r} {table_14['a'][0][1]['b']}"
if test_0(value_14):
    if test_1(value_14):
        if test_2(value_14):
            if test_3(value_14):
                if test_4(value_14):
                    if test_5(value_14):
                        if test_6(value_14):
                            if test_7(value_14):
                                if test_8(value_14):
                                    if test_9(value_14):
                                        if test_10(value_14):
                                            if test_11(value_14):
                                                pass
table_15 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_15 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(15))))))))))))))))
rows_15 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_15 if (row and (col or not (cell)))]
text_15 = f"{f'{f"{value_15:>{width}}"}'!r} {table_15['a'][0][1]['b']}"
if test_0(value_15):
    if test_1(value_15):
        if test_2(value_15):
            if test_3(value_15):
                if test_4(value_15):
                    if test_5(value_15):
                        if test_6(value_15):
                            if test_7(value_15):
                                if test_8(value_15):
                                    if test_9(value_15):
                                        if test_10(value_15):
                                            if test_11(value_15):
                                                pass
table_16 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_16 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(16))))))))))))))))
rows_16 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_16 if (row and (col or not (cell)))]
text_16 = f"{f'{f"{value_16:>{width}}"}'!r} {table_16['a'][0][1]['b']}"
if test_0(value_16):
    if test_1(value_16):
        if test_2(value_16):
            if test_3(value_16):
                if test_4(value_16):
                    if test_5(value_16):
                        if test_6(value_16):
                            if test_7(value_16):
                                if test_8(value_16):
                                    if test_9(value_16):
                                        if test_10(value_16):
                                            if test_11(value_16):
                                                pass
table_17 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_17 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(17))))))))))))))))
rows_17 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_17 if (row and (col or not (cell)))]
text_17 = f"{f'{f"{value_17:>{width}}"}'!r} {table_17['a'][0][1]['b']}"
if test_0(value_17):
    if test_1(value_17):
        if test_2(value_17):
            if test_3(value_17):
                if test_4(value_17):
                    if test_5(value_17):
                        if test_6(value_17):
                            if test_7(value_17):
                                if test_8(value_17):
                                    if test_9(value_17):
                                        if test_10(value_17):
                                            if test_11(value_17):
                                                pass
table_18 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_18 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(18))))))))))))))))
rows_18 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_18 if (row and (col or not (cell)))]
text_18 = f"{f'{f"{value_18:>{width}}"}'!r} {table_18['a'][0][1]['b']}"
if test_0(value_18):
    if test_1(value_18):
        if test_2(value_18):
            if test_3(value_18):
                if test_4(value_18):
                    if test_5(value_18):
                        if test_6(value_18):
                            if test_7(value_18):
                                if test_8(value_18):
                                    if test_9(value_18):
                                        if test_10(value_18):
                                            if test_11(value_18):
                                                pass
table_19 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_19 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(19))))))))))))))))
rows_19 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_19 if (row and (col or not (cell)))]
text_19 = f"{f'{f"{value_19:>{width}}"}'!r} {table_19['a'][0][1]['b']}"
if test_0(value_19):
    if test_1(value_19):
        if test_2(value_19):
            if test_3(value_19):
                if test_4(value_19):
                    if test_5(value_19):
                        if test_6(value_19):
                            if test_7(value_19):
                                if test_8(value_19):
                                    if test_9(value_19):
                                        if test_10(value_19):
                                            if test_11(value_19):
                                                pass
table_20 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_20 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(20))))))))))))))))
rows_20 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_20 if (row and (col or not (cell)))]
text_20 = f"{f'{f"{value_20:>{width}}"}'!r} {table_20['a'][0][1]['b']}"
if test_0(value_20):
    if test_1(value_20):
        if test_2(value_20):
            if test_3(value_20):
                if test_4(value_20):
                    if test_5(value_20):
                        if test_6(value_20):
                            if test_7(value_20):
                                if test_8(value_20):
                                    if test_9(value_20):
                                        if test_10(value_20):
                                            if test_11(value_20):
                                                pass
table_21 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_21 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(21))))))))))))))))
rows_21 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_21 if (row and (col or not (cell)))]
text_21 = f"{f'{f"{value_21:>{width}}"}'!r} {table_21['a'][0][1]['b']}"
if test_0(value_21):
    if test_1(value_21):
        if test_2(value_21):
            if test_3(value_21):
                if test_4(value_21):
                    if test_5(value_21):
                        if test_6(value_21):
                            if test_7(value_21):
                                if test_8(value_21):
                                    if test_9(value_21):
                                        if test_10(value_21):
                                            if test_11(value_21):
                                                pass
table_22 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_22 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(22))))))))))))))))
rows_22 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_22 if (row and (col or not (cell)))]
text_22 = f"{f'{f"{value_22:>{width}}"}'!r} {table_22['a'][0][1]['b']}"
if test_0(value_22):
    if test_1(value_22):
        if test_2(value_22):
            if test_3(value_22):
                if test_4(value_22):
                    if test_5(value_22):
                        if test_6(value_22):
                            if test_7(value_22):
                                if test_8(value_22):
                                    if test_9(value_22):
                                        if test_10(value_22):
                                            if test_11(value_22):
                                                pass
table_23 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_23 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(23))))))))))))))))
rows_23 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_23 if (row and (col or not (cell)))]
text_23 = f"{f'{f"{value_23:>{width}}"}'!r} {table_23['a'][0][1]['b']}"
if test_0(value_23):
    if test_1(value_23):
        if test_2(value_23):
            if test_3(value_23):
                if test_4(value_23):
                    if test_5(value_23):
                        if test_6(value_23):
                            if test_7(value_23):
                                if test_8(value_23):
                                    if test_9(value_23):
                                        if test_10(value_23):
                                            if test_11(value_23):
                                                pass
table_24 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_24 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(24))))))))))))))))
rows_24 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_24 if (row and (col or not (cell)))]
text_24 = f"{f'{f"{value_24:>{width}}"}'!r} {table_24['a'][0][1]['b']}"
if test_0(value_24):
    if test_1(value_24):
        if test_2(value_24):
            if test_3(value_24):
                if test_4(value_24):
                    if test_5(value_24):
                        if test_6(value_24):
                            if test_7(value_24):
                                if test_8(value_24):
                                    if test_9(value_24):
                                        if test_10(value_24):
                                            if test_11(value_24):
                                                pass
table_25 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_25 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(25))))))))))))))))
rows_25 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_25 if (row and (col or not (cell)))]
text_25 = f"{f'{f"{value_25:>{width}}"}'!r} {table_25['a'][0][1]['b']}"
if test_0(value_25):
    if test_1(value_25):
        if test_2(value_25):
            if test_3(value_25):
                if test_4(value_25):
                    if test_5(value_25):
                        if test_6(value_25):
                            if test_7(value_25):
                                if test_8(value_25):
                                    if test_9(value_25):
                                        if test_10(value_25):
                                            if test_11(value_25):
                                                pass
table_26 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_26 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(26))))))))))))))))
rows_26 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_26 if (row and (col or not (cell)))]
text_26 = f"{f'{f"{value_26:>{width}}"}'!r} {table_26['a'][0][1]['b']}"
if test_0(value_26):
    if test_1(value_26):
        if test_2(value_26):
            if test_3(value_26):
                if test_4(value_26):
                    if test_5(value_26):
                        if test_6(value_26):
                            if test_7(value_26):
                                if test_8(value_26):
                                    if test_9(value_26):
                                        if test_10(value_26):
                                            if test_11(value_26):
                                                pass
table_27 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_27 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(27))))))))))))))))
rows_27 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_27 if (row and (col or not (cell)))]
text_27 = f"{f'{f"{value_27:>{width}}"}'!r} {table_27['a'][0][1]['b']}"
if test_0(value_27):
    if test_1(value_27):
        if test_2(value_27):
            if test_3(value_27):
                if test_4(value_27):
                    if test_5(value_27):
                        if test_6(value_27):
                            if test_7(value_27):
                                if test_8(value_27):
                                    if test_9(value_27):
                                        if test_10(value_27):
                                            if test_11(value_27):
                                                pass
table_28 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_28 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(28))))))))))))))))
rows_28 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_28 if (row and (col or not (cell)))]
text_28 = f"{f'{f"{value_28:>{width}}"}'!r} {table_28['a'][0][1]['b']}"
if test_0(value_28):
    if test_1(value_28):
        if test_2(value_28):
            if test_3(value_28):
                if test_4(value_28):
                    if test_5(value_28):
                        if test_6(value_28):
                            if test_7(value_28):
                                if test_8(value_28):
                                    if test_9(value_28):
                                        if test_10(value_28):
                                            if test_11(value_28):
                                                pass
table_29 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_29 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(29))))))))))))))))
rows_29 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_29 if (row and (col or not (cell)))]
text_29 = f"{f'{f"{value_29:>{width}}"}'!r} {table_29['a'][0][1]['b']}"
if test_0(value_29):
    if test_1(value_29):
        if test_2(value_29):
            if test_3(value_29):
                if test_4(value_29):
                    if test_5(value_29):
                        if test_6(value_29):
                            if test_7(value_29):
                                if test_8(value_29):
                                    if test_9(value_29):
                                        if test_10(value_29):
                                            if test_11(value_29):
                                                pass
table_30 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_30 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(30))))))))))))))))
rows_30 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_30 if (row and (col or not (cell)))]
text_30 = f"{f'{f"{value_30:>{width}}"}'!r} {table_30['a'][0][1]['b']}"
if test_0(value_30):
    if test_1(value_30):
        if test_2(value_30):
            if test_3(value_30):
                if test_4(value_30):
                    if test_5(value_30):
                        if test_6(value_30):
                            if test_7(value_30):
                                if test_8(value_30):
                                    if test_9(value_30):
                                        if test_10(value_30):
                                            if test_11(value_30):
                                                pass
table_31 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_31 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(31))))))))))))))))
rows_31 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_31 if (row and (col or not (cell)))]
text_31 = f"{f'{f"{value_31:>{width}}"}'!r} {table_31['a'][0][1]['b']}"
if test_0(value_31):
    if test_1(value_31):
        if test_2(value_31):
            if test_3(value_31):
                if test_4(value_31):
                    if test_5(value_31):
                        if test_6(value_31):
                            if test_7(value_31):
                                if test_8(value_31):
                                    if test_9(value_31):
                                        if test_10(value_31):
                                            if test_11(value_31):
                                                pass
table_32 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_32 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(32))))))))))))))))
rows_32 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_32 if (row and (col or not (cell)))]
text_32 = f"{f'{f"{value_32:>{width}}"}'!r} {table_32['a'][0][1]['b']}"
if test_0(value_32):
    if test_1(value_32):
        if test_2(value_32):
            if test_3(value_32):
                if test_4(value_32):
                    if test_5(value_32):
                        if test_6(value_32):
                            if test_7(value_32):
                                if test_8(value_32):
                                    if test_9(value_32):
                                        if test_10(value_32):
                                            if test_11(value_32):
                                                pass
table_33 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_33 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(33))))))))))))))))
rows_33 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_33 if (row and (col or not (cell)))]
text_33 = f"{f'{f"{value_33:>{width}}"}'!r} {table_33['a'][0][1]['b']}"
if test_0(value_33):
    if test_1(value_33):
        if test_2(value_33):
            if test_3(value_33):
                if test_4(value_33):
                    if test_5(value_33):
                        if test_6(value_33):
                            if test_7(value_33):
                                if test_8(value_33):
                                    if test_9(value_33):
                                        if test_10(value_33):
                                            if test_11(value_33):
                                                pass
table_34 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_34 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(34))))))))))))))))
rows_34 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_34 if (row and (col or not (cell)))]
text_34 = f"{f'{f"{value_34:>{width}}"}'!r} {table_34['a'][0][1]['b']}"
if test_0(value_34):
    if test_1(value_34):
        if test_2(value_34):
            if test_3(value_34):
                if test_4(value_34):
                    if test_5(value_34):
                        if test_6(value_34):
                            if test_7(value_34):
                                if test_8(value_34):
                                    if test_9(value_34):
                                        if test_10(value_34):
                                            if test_11(value_34):
                                                pass
table_35 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_35 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(35))))))))))))))))
rows_35 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_35 if (row and (col or not (cell)))]
text_35 = f"{f'{f"{value_35:>{width}}"}'!r} {table_35['a'][0][1]['b']}"
if test_0(value_35):
    if test_1(value_35):
        if test_2(value_35):
            if test_3(value_35):
                if test_4(value_35):
                    if test_5(value_35):
                        if test_6(value_35):
                            if test_7(value_35):
                                if test_8(value_35):
                                    if test_9(value_35):
                                        if test_10(value_35):
                                            if test_11(value_35):
                                                pass
table_36 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_36 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(36))))))))))))))))
rows_36 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_36 if (row and (col or not (cell)))]
text_36 = f"{f'{f"{value_36:>{width}}"}'!r} {table_36['a'][0][1]['b']}"
if test_0(value_36):
    if test_1(value_36):
        if test_2(value_36):
            if test_3(value_36):
                if test_4(value_36):
                    if test_5(value_36):
                        if test_6(value_36):
                            if test_7(value_36):
                                if test_8(value_36):
                                    if test_9(value_36):
                                        if test_10(value_36):
                                            if test_11(value_36):
                                                pass
table_37 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_37 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(37))))))))))))))))
rows_37 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_37 if (row and (col or not (cell)))]
text_37 = f"{f'{f"{value_37:>{width}}"}'!r} {table_37['a'][0][1]['b']}"
if test_0(value_37):
    if test_1(value_37):
        if test_2(value_37):
            if test_3(value_37):
                if test_4(value_37):
                    if test_5(value_37):
                        if test_6(value_37):
                            if test_7(value_37):
                                if test_8(value_37):
                                    if test_9(value_37):
                                        if test_10(value_37):
                                            if test_11(value_37):
                                                pass
table_38 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_38 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(38))))))))))))))))
rows_38 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_38 if (row and (col or not (cell)))]
text_38 = f"{f'{f"{value_38:>{width}}"}'!r} {table_38['a'][0][1]['b']}"
if test_0(value_38):
    if test_1(value_38):
        if test_2(value_38):
            if test_3(value_38):
                if test_4(value_38):
                    if test_5(value_38):
                        if test_6(value_38):
                            if test_7(value_38):
                                if test_8(value_38):
                                    if test_9(value_38):
                                        if test_10(value_38):
                                            if test_11(value_38):
                                                pass
table_39 = {"a": [(1, {"b": [{"c": (2, [3, [4, [5, [6, (7, (8, (9,)))]]]])}]})]}
value_39 = f(g(h(i(j(k(l(m(n(o(p(q(r(s(t(u(39))))))))))))))))
rows_39 = [[[cell * (row + (col - (depth // (1 + depth)))) for cell in col] for col in row] for row in table_39 if (row and (col or not (cell)))]
text_39 = f"{f'{f"{value_39:>{width}}"}'!r} {table_39['a'][0][1]['b']}"
if test_0(value_39):
    if test_1(value_39):
        if test_2(value_39):
            if test_3(value_39):
                if test_4(value_39):
                    if test_5(value_39):
                        if test_6(value_39):
                            if test_7(value_39):
                                if test_8(value_39):
                                    if test_9(value_39):
                                        if test_10(value_39):
                                            if test_11(value_39):
                                                pass
