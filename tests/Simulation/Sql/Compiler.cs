using System.Text.RegularExpressions;

namespace Integration.Simulation.Sql;

/// <summary>Turns expressions into closures, with the three-valued logic of SQL: null is "unknown".</summary>
/// <param name="scope">The columns that can be named.</param>
/// <param name="subqueries">Absent where there are none.</param>
/// <param name="aggregates">Where aggregates are collected; absent where they are not allowed.</param>
internal sealed class Compiler(Scope scope, Subqueries? subqueries = null, List<Aggregate>? aggregates = null)
{
    public Evaluate Compile(Node node) => node switch
    {
        Literal { Value: bool value } => Constant(Operators.Box(value)),
        Literal literal => Constant(literal.Value),
        Parameter parameter => Parameter(parameter.Number - 1),
        ColumnName column => Column(column),
        Not not => Negate(Compile(not.Operand)),
        IsNull test => Test(Compile(test.Operand)),
        Binary binary => Binary(binary),
        InList list => In(Compile(list.Operand), [.. list.Items.Select(Compile)]),
        EqualsAny any => Any(Compile(any.Operand), Compile(any.Array)),
        Call call => Function(call),
        Case conditional => Choose([.. conditional.Arms.Select(arm => (Compile(arm.When), Compile(arm.Then)))], Compile(conditional.Else)),
        Cast cast => CastTo(Compile(cast.Operand), cast.Type),
        Exists exists when subqueries is not null => subqueries.Exists(exists.Query, scope),
        Scalar scalar when subqueries is not null => subqueries.Value(scalar.Query, scope),
        _ => throw new NotSupportedException($"The model of PostgreSQL does not know this expression here: {node}"),
    };

    private static Evaluate Constant(object? value) => _ => value;

    private static Evaluate Parameter(int index) => frame => frame.Parameters[index];

    private Evaluate Column(ColumnName column)
    {
        var (slot, ordinal, _) = scope.Resolve(column);
        return slot == 0 ? frame => frame.Rows[0][ordinal] : frame => frame.Rows[slot][ordinal];
    }

    private static Evaluate Negate(Evaluate operand) => frame => operand(frame) is { } value ? Operators.Box(!(bool)value) : null;

    private static Evaluate Test(Evaluate operand) => frame => Operators.Box(operand(frame) is null);

    private Evaluate Binary(Binary binary)
    {
        var (left, right) = (Compile(binary.Left), Compile(binary.Right));
        return binary.Operator switch
        {
            "and" => And(left, right),
            "or" => Or(left, right),
            "=" => Compare(left, right, order => order == 0),
            "<>" => Compare(left, right, order => order != 0),
            "<" => Compare(left, right, order => order < 0),
            "<=" => Compare(left, right, order => order <= 0),
            ">" => Compare(left, right, order => order > 0),
            ">=" => Compare(left, right, order => order >= 0),
            "is distinct from" => Distinct(left, right),
            "~" => Matches(left, binary.Right),
            var symbol => frame => left(frame) is { } a && right(frame) is { } b ? Operators.Calculate(symbol, a, b) : null,
        };
    }

    private static Evaluate And(Evaluate left, Evaluate right) => frame =>
    {
        var a = left(frame);
        if (a is false)
        {
            return Operators.False;
        }

        var b = right(frame);
        return b is false ? Operators.False : a is null || b is null ? null : Operators.True;
    };

    private static Evaluate Or(Evaluate left, Evaluate right) => frame =>
    {
        var a = left(frame);
        if (a is true)
        {
            return Operators.True;
        }

        var b = right(frame);
        return b is true ? Operators.True : a is null || b is null ? null : Operators.False;
    };

    private static Evaluate Compare(Evaluate left, Evaluate right, Func<int, bool> holds) =>
        frame => left(frame) is { } a && right(frame) is { } b ? Operators.Box(holds(Operators.Compare(a, b))) : null;

    private static Evaluate Distinct(Evaluate left, Evaluate right) => frame =>
    {
        var (a, b) = (left(frame), right(frame));
        return Operators.Box(a is null || b is null ? a is not null || b is not null : Operators.Compare(a, b) != 0);
    };

    private static Evaluate Matches(Evaluate left, Node pattern)
    {
        if (pattern is not Literal { Value: string text })
        {
            throw new NotSupportedException($"The model of PostgreSQL matches fixed patterns only: {pattern}");
        }

        // The dollar of .NET also matches before a last line end.
        var regex = new Regex(text.EndsWith('$') ? text[..^1] + "\\z" : text, RegexOptions.CultureInvariant | RegexOptions.Compiled);
        return frame => left(frame) is { } value ? Operators.Box(regex.IsMatch((string)value)) : null;
    }

    private static Evaluate In(Evaluate operand, Evaluate[] items) => frame =>
    {
        if (operand(frame) is not { } value)
        {
            return null;
        }

        var unknown = false;
        foreach (var item in items)
        {
            var other = item(frame);
            if (other is not null && Operators.Compare(value, other) == 0)
            {
                return Operators.True;
            }

            unknown |= other is null;
        }

        return unknown ? null : Operators.False;
    };

    private static Evaluate Any(Evaluate operand, Evaluate array) => frame =>
        array(frame) is not object?[] values ? null
            : values.Length == 0 ? Operators.False
            : operand(frame) is not { } value ? null
            : Array.Exists(values, other => other is not null && Operators.Compare(value, other) == 0) ? Operators.True
            : Array.Exists(values, other => other is null) ? null : Operators.False;

    private Evaluate Function(Call call)
    {
        if (call.Name is "count" or "min" or "max")
        {
            return Aggregated(call);
        }

        Evaluate[] arguments = [.. call.Arguments.Select(Compile)];
        return call.Name switch
        {
            "coalesce" => frame => First(arguments, frame),
            "strpos" => frame => arguments[0](frame) is string text && arguments[1](frame) is string part ? text.IndexOf(part, StringComparison.Ordinal) + 1 : null,
            "greatest" => frame => Extreme(arguments, frame, 1),
            _ => frame => Extreme(arguments, frame, -1),
        };
    }

    private Evaluate Aggregated(Call call)
    {
        if (aggregates is null)
        {
            throw new NotSupportedException($"The model of PostgreSQL knows {call.Name} only among what a query selects.");
        }

        var index = aggregates.Count;
        aggregates.Add(new(call.Arguments.Count == 0 ? null : new Compiler(scope, subqueries).Compile(call.Arguments.Single()), call.Name == "max" ? 1 : -1));
        return frame => frame.Aggregates[index];
    }

    private static object? First(Evaluate[] arguments, Frame frame)
    {
        foreach (var argument in arguments)
        {
            if (argument(frame) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Nulls do not count.</summary>
    private static object? Extreme(Evaluate[] arguments, Frame frame, int sign)
    {
        object? extreme = null;
        foreach (var argument in arguments)
        {
            if (argument(frame) is { } value && (extreme is null || sign * Operators.Compare(value, extreme) > 0))
            {
                extreme = value;
            }
        }

        return extreme;
    }

    private static Evaluate Choose((Evaluate When, Evaluate Then)[] arms, Evaluate otherwise) => frame =>
    {
        foreach (var (when, then) in arms)
        {
            if (when(frame) is true)
            {
                return then(frame);
            }
        }

        return otherwise(frame);
    };

    private static Evaluate CastTo(Evaluate operand, SqlType type) => frame => SqlTypes.Cast(operand(frame), type);
}

/// <summary>A count of rows, or the least or greatest value of an expression.</summary>
internal sealed record Aggregate(Evaluate? Value, int Sign)
{
    public object? Start => Value is null ? 0L : null;

    public object? Add(object? sum, Frame frame) => Value is null ? (long)sum! + 1
        : Value(frame) is { } value && (sum is null || Sign * Operators.Compare(value, sum) > 0) ? value : sum;
}
