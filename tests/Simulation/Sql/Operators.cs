namespace Integration.Simulation.Sql;

/// <summary>What PostgreSQL's operators say of two values that are not null.</summary>
internal static class Operators
{
    public static readonly object True = true;
    public static readonly object False = false;

    public static object Box(bool value) => value ? True : False;

    /// <summary>Less than, equal to or greater than zero. Texts by their code units: the product orders no texts.</summary>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (Guid a, Guid b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTime a, DateTime b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        (int a, int b) => a.CompareTo(b),
        (Jsonb a, Jsonb b) => string.CompareOrdinal(a.ToString(), b.ToString()),     // equal or not: the product orders none
        (int or long, int or long) => Long(left).CompareTo(Long(right)),
        _ => throw SqlError.NoOperator("=", left, right.GetType().Name),
    };

    public static object Calculate(string symbol, object left, object right) => (left, symbol, right) switch
    {
        (Jsonb json, "-", string key) => json.Without(key),
        (Jsonb json, "||", Jsonb other) => json.With(other),
        (DateTime time, "+", TimeSpan by) => time + by,
        (DateTime time, "-", TimeSpan by) => time - by,
        (_, "||", _) => throw SqlError.NoOperator(symbol, left, right.GetType().Name),
        _ => Number(symbol, left, right),
    };

    private static object Number(string symbol, object left, object right)
    {
        if (left is not (int or long) || right is not (int or long))
        {
            throw SqlError.NoOperator(symbol, left, right.GetType().Name);
        }

        var small = left is int && right is int;
        try
        {
            var result = checked(symbol switch
            {
                "+" => Long(left) + Long(right),
                "-" => Long(left) - Long(right),
                _ => Long(left) * Long(right),
            });
            return small ? SqlTypes.Store(result, SqlType.Integer)! : result;
        }
        catch (OverflowException)
        {
            throw SqlError.OutOfRange("bigint");
        }
    }

    private static long Long(object value) => value is int number ? number : (long)value;
}
