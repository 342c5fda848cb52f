using System.Collections.Concurrent;
using System.Globalization;

namespace Integration.Simulation.Sql;

/// <summary>Each statement's text is read once in a process.</summary>
internal static class Plans
{
    private static readonly ConcurrentDictionary<string, Plan> Known = new(new SampledComparer());

    /// <exception cref="NotSupportedException">The statement is outside of what the model knows.</exception>
    public static Plan For(string sql) => Known.TryGetValue(sql, out var plan) ? plan : Known.GetOrAdd(sql, Compile);

    private static Plan Compile(string sql)
    {
        var plan = Compile(StatementParser.Parse(sql), new Relations(Schema.Product));
        plan.ParameterCount = Lexer.Read(sql).Where(t => t.Kind == TokenKind.Parameter).Select(t => int.Parse(t.Text, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
        return plan;
    }

    /// <summary>A statement, or one of those within it.</summary>
    public static Plan Compile(Statement statement, Relations relations) => statement switch
    {
        Select select => new SelectPlan(select, relations),
        Insert insert => new InsertPlan(insert, relations),
        Update update => new UpdatePlan(update, relations),
        Delete delete => new DeletePlan(delete, relations),
        With with => new WithPlan(with, relations),
        AdvisoryLock advisory => new LockPlan(advisory.Function),
        Transaction transaction => new TransactionPlan(transaction.Verb),
        var other => throw new NotSupportedException($"No plan for {other.GetType().Name}."),
    };

    /// <summary>Statements are long and few: some of their characters tell them apart, and the same object is the usual case.</summary>
    private sealed class SampledComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y);

        public int GetHashCode(string obj)
        {
            var hash = obj.Length;
            for (var i = 0; i < obj.Length; i += 1 + (obj.Length / 16))
            {
                hash = (hash * 31) + obj[i];
            }

            return hash;
        }
    }
}
