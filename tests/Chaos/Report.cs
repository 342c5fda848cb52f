using System.Globalization;

namespace Integration.Chaos;

/// <summary>A run in words.</summary>
internal static class Report
{
    private const int Stories = 5;

    public static async Task<IReadOnlyList<string>> OfAsync(Plan plan, Database database, TimeSpan took, long open, IReadOnlyList<string> violations)
    {
        var lines = new List<string> { "Payments:" };
        lines.AddRange(Indent(await database.LinesAsync("select state, coalesce(gateway, '-'), count(*) from ops.payments group by 1, 2 order by 3 desc")));
        lines.Add("Refunds:");
        lines.AddRange(Indent(await database.LinesAsync("select state, gateway, count(*) from ops.refunds group by 1, 2 order by 3 desc")));
        lines.Add("Gateway calls and their outcomes:");
        lines.AddRange(Indent(await database.LinesAsync("select gateway, coalesce(outcome, 'no answer recorded'), count(*) from ops.gateway_calls group by 1, 2 order by 1, 3 desc")));
        var settled = await database.NumberAsync("select count(*) from ops.payments where settled_at is not null");
        var calls = await database.NumberAsync("select count(*) from ops.gateway_calls");
        lines.Add(string.Create(CultureInfo.InvariantCulture,
            $"seed {plan.Seed}, {plan.Profile}: {plan.Payments} payments, {settled} at their end, {open} payments and refunds still open, after {took.TotalSeconds:0.0} s: {settled / took.TotalSeconds:0.0} payments/s, {(double)calls / plan.Payments:0.0} calls each"));
        var persons = await Watch.WaitForAPersonAsync(database);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{persons.Count} payments wait for a person: a capture at PayPal was sent and has no outcome (SAFETY F2)"));
        lines.Add("Open:");
        lines.AddRange(Indent(await database.LinesAsync("""
            select 'payment', state, gateway, left(reason, 120), count(*) from ops.payments where settled_at is null group by 1, 2, 3, 4
            union all select 'refund', state, gateway, left(regexp_replace(reason, '(re_|pi_|[0-9]+)[A-Za-z0-9]*', '…', 'g'), 120), count(*) from ops.refunds where settled_at is null group by 1, 2, 3, 4 order by 5 desc limit 40
            """)));
        lines.AddRange(violations.Select(violation => $"VIOLATION {violation}"));
        var unfinished = await database.RowsAsync("select payment_id from ops.payments where settled_at is null union select payment_id from ops.refunds where settled_at is null order by 1");
        foreach (var payment in violations.SelectMany(Ids).Distinct().Take(Stories).Concat(unfinished.Select(row => (Guid)row[0]!).Take(Stories)).Distinct())
        {
            lines.Add($"The story of {payment}:");
            lines.AddRange(Indent(await database.LinesAsync(
                $"select t.at::time(3)::text, t.kind, t.what, t.result, t.reason from ops.payment_timeline t where payment_id = '{payment}' order by t.at")));
        }

        return lines;
    }

    private static IEnumerable<string> Indent(IEnumerable<string> lines) => lines.Select(line => $"  {line}");

    private static IEnumerable<Guid> Ids(string violation) => violation.Split(' ', ':').Where(word => word.Length == 36).Select(word => Guid.TryParse(word, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);
}
