using Npgsql;
using NpgsqlTypes;

namespace Integration.Simulation.Sql;

/// <summary>Draws parameters from so few values that keys meet, conditions hold and fail, and sums are too large.</summary>
internal sealed class Draw(int seed)
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 4).Select(i => new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))];
    private static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["gateway"] = ["stripe", "paypal"],
        ["currency"] = ["USD", "USD", "USD", "USD", "EUR", "usd"],
        ["kind"] = ["payment", "payment", "refund", "dispute", "nothing"],
        ["step"] = ["authorize", "capture", "create", "refund"],
        ["outcome"] = ["OutcomeUnknown", "captured"],
        ["current_state"] = ["Failed", "Canceled", "Confirmed", "NeedsReview"],
        ["dispute_outcome"] = ["won", "won", "lost", "lost", "drawn"],
        ["action"] = ["refund", "cancel", "review", "review", "nothing"],
        ["state"] = ["calling", "waiting", "returned", "canceled", "needs_review", "captured"],
    };

    private static readonly string[] Bodies =
    [
        """{"state":"open","at":"2026-01-05T09:00:00+00:00","amountMinor":3}""", """{"state":"open","gateway":"stripe"}""", """{"state":"failed","code":"c","reason":"r"}""",
        """{"state":"failed","reason":"another"}""", "{}",
    ];

    private readonly Random _random = new(seed);

    public int Below(int end) => _random.Next(end);

    public bool Chance(double part) => _random.NextDouble() < part;

    /// <summary>Values for a statement's parameters; drawn anew for each server's command from the same numbers.</summary>
    public object?[] Values(PreparedStatement statement)
    {
        var (careless, sparse) = (Chance(0.1), Chance(0.5));
        return [.. statement.Parameters.Select(p => Chance(p.Column is { Required: false } ? (sparse ? 0.8 : 0.2) : careless ? 0.1 : 0) ? null : Value(p))];
    }

    public static NpgsqlBatchCommand Command(PreparedStatement statement, object?[] values)
    {
        var command = new NpgsqlBatchCommand(statement.Sql);
        for (var i = 0; i < values.Length; i++)
        {
            var text = values[i] is string word && statement.Parameters[i] is { Name: "body", Type: "text" } ? System.Text.Encoding.UTF8.GetBytes(word) : values[i];
            command.Parameters.Add(new() { Value = text ?? DBNull.Value, NpgsqlDbType = DbType(statement.Parameters[i].Type) });
        }

        return command;
    }

    private object Value(PreparedParameter parameter) => parameter.Type switch
    {
        "uuid" => Ids[Below(Ids.Length)],
        "uuid[]" => Ids[..Below(Ids.Length)],
        "text" => Words.TryGetValue(parameter.Name, out var words) ? words[Below(words.Length)] : ((char)('a' + Below(3))).ToString(),
        "integer" => Below(5),
        "boolean" => Chance(0.5),
        "interval" => TimeSpan.FromMinutes(Below(3)),
        "jsonb" => Bodies[Below(Bodies.Length)],
        "bigint" when parameter.Name == "limit" => Chance(0.1) ? 0L : 100L,
        "bigint" when parameter.Name == "captured_minor" => (long)Below(3) * 3,
        "bigint" => Chance(0.05) ? -1L : Below(4),
        "timestamp with time zone" => Start.AddMinutes(Below(4)).AddTicks(Below(25)),
        var type => throw new NotSupportedException($"No values of type {type} are drawn."),
    };

    private static NpgsqlDbType DbType(string type) => type switch
    {
        "uuid" => NpgsqlDbType.Uuid,
        "uuid[]" => NpgsqlDbType.Array | NpgsqlDbType.Uuid,
        "text" => NpgsqlDbType.Text,
        "integer" => NpgsqlDbType.Integer,
        "boolean" => NpgsqlDbType.Boolean,
        "interval" => NpgsqlDbType.Interval,
        "jsonb" => NpgsqlDbType.Jsonb,
        "bigint" => NpgsqlDbType.Bigint,
        _ => NpgsqlDbType.TimestampTz,
    };
}
