using System.Text.Json;
using Npgsql;

namespace Integration.CrmRun;

/// <summary>Holds the CRM's ledger and the service's own views against the stories.</summary>
internal sealed class Judge(Sandbox sandbox, NpgsqlDataSource source, Shape shape, IReadOnlyList<Story> stories, IReadOnlySet<string> bad)
{
    private readonly List<string> _violations = [];

    public async Task<(IReadOnlyList<string> Violations, IReadOnlyList<string> Lines, double Ratio)> RunAsync()
    {
        await CustomersAsync();
        var deals = await sandbox.RecordsAsync(shape.Name, shape.Payment.Type, shape.Payment.Id);
        var notes = await sandbox.RecordsAsync(shape.Name, shape.Entry.Type, shape.Entry.Id);
        Once(deals, "payment");
        Once(notes, "note");
        foreach (var story in stories)
        {
            Payment(story, deals, notes);
        }

        Require(deals.Count == stories.Count - bad.Count, $"the CRM has {deals.Count} payments of {stories.Count - bad.Count}");
        await FailuresAsync();
        var (lines, ratio) = await CallsAsync(notes.Count);
        return (_violations, lines, ratio);
    }

    private async Task CustomersAsync()
    {
        var customers = await sandbox.RecordsAsync(shape.Name, shape.Customer.Type, shape.Customer.Id);
        Once(customers, "customer");
        var wanted = stories.Select(s => s.Customer).ToHashSet();
        Require(customers.Select(c => c.Key).ToHashSet().SetEquals(wanted), $"the CRM has {customers.Count} customers of {wanted.Count}");
    }

    private void Payment(Story story, ILookup<string, System.Text.Json.Nodes.JsonObject> deals, ILookup<string, System.Text.Json.Nodes.JsonObject> notes)
    {
        var key = story.PaymentId.ToString();
        if (bad.Contains(key))
        {
            Require(!deals.Contains(key), $"payment {key} is refused by the CRM and stands there");
            return;
        }

        if (deals[key].FirstOrDefault() is not { } deal)
        {
            _violations.Add($"payment {key} ({story.State}) is missing in the CRM");
            return;
        }

        var fields = deal["fields"]!;
        Require((string?)fields[shape.State] == story.State, $"payment {key} is {fields[shape.State]} in the CRM, and ended {story.State}");
        Require(Shape.Number(fields[shape.Amount]) == story.AmountMinor / 100m, $"payment {key} is over {fields[shape.Amount]} in the CRM, not {story.AmountMinor / 100m}");
        Require(Shape.Number(fields[shape.Refunded]) == story.RefundedMinor / 100m, $"payment {key} has {fields[shape.Refunded]} refunded in the CRM, not {story.RefundedMinor / 100m}");
        Require(deal["links"]!.AsObject().Count > 0, $"payment {key} belongs to no customer in the CRM");
        foreach (var (note, word) in story.Notes)
        {
            var found = notes[note].FirstOrDefault();
            Require(found is not null, $"{note} of payment {key} is missing in the CRM");
            Require(found is null || ((string?)found["fields"]![shape.Text])!.Contains($": {word}", StringComparison.Ordinal), $"{note} does not say that it is {word}");
            Require(found is null || found["links"]!.AsObject().Count > 0, $"{note} belongs to no payment in the CRM");
        }
    }

    private async Task FailuresAsync()
    {
        var listed = new HashSet<string>();
        await using var command = source.CreateCommand("select key, code, reason from ops.crm_failures");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            listed.Add(rows.GetString(0));
            Require(!await rows.IsDBNullAsync(1) && !await rows.IsDBNullAsync(2), $"{rows.GetString(0)} is set aside without a reason");
        }

        Require(listed.SetEquals(bad), $"{listed.Count} records are set aside, and the CRM refuses {bad.Count}");
    }

    private async Task<(IReadOnlyList<string> Lines, double Ratio)> CallsAsync(int notes)
    {
        var report = await sandbox.CallsAsync();
        var pressure = report.GetProperty(shape.Name);
        var calls = report.GetProperty("calls").EnumerateArray().Where(c => c.GetProperty("crm").GetString() == shape.Name)
            .Where(c => c.GetProperty("path").GetString()!.Contains("batch", StringComparison.Ordinal) || c.GetProperty("method").GetString() == "PATCH").ToList();
        var sent = calls.Sum(c => c.GetProperty("calls").GetInt64());
        var failed = calls.Where(c => c.GetProperty("outcome").GetString() is { } o && o is not ("200" or "207")).Sum(c => c.GetProperty("calls").GetInt64());
        var fewest = Batches(stories.Select(s => s.Customer).Distinct().Count()) + shape.CallsPerLinkedBatch * (Batches(stories.Count) + Batches(notes));
        Require(pressure.GetProperty("rateViolations").GetInt64() == 0, $"{pressure.GetProperty("rateViolations")} calls were above the CRM's limit");
        var ratio = (double)(sent - failed) / fewest;
        return (
            [
                $"calls that write: {sent}, of which {failed} were failed by the CRM; the fewest for the final records: {fewest}; ratio {(double)sent / fewest:F2}, without the failed ones {ratio:F2}",
                $"most calls within 10 s: {pressure.GetProperty("biggestBurst")}; above the limit: {pressure.GetProperty("rateViolations")}",
                .. calls.Select(Line),
            ], ratio);
    }

    private static string Line(JsonElement call) =>
        $"  {call.GetProperty("method")} {call.GetProperty("path")} {call.GetProperty("outcome")}: {call.GetProperty("calls")} calls, {call.GetProperty("records")} records, {call.GetProperty("refused")} refused";

    private long Batches(int records) => (records + shape.Batch - 1) / shape.Batch;

    private void Once<T>(ILookup<string, T> records, string what)
    {
        foreach (var twice in records.Where(r => r.Count() > 1))
        {
            _violations.Add($"the CRM has {twice.Count()} records of {what} {twice.Key}");
        }
    }

    private void Require(bool kept, string violation)
    {
        if (!kept)
        {
            _violations.Add(violation);
        }
    }
}
