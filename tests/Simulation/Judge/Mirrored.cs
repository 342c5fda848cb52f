using System.Globalization;
using System.Text.Json;
using Integration.GatewaySandbox.Ledger;
using Integration.Simulation.Crm;

namespace Integration.Simulation.Judge;

/// <summary>What the CRM is to be told: every end of a payment, of its refunds and of its disputes stands there as the payment and the gateways' books have it, with one record for each. The judge reads
/// the rows, and asks nothing of the code that wrote them.</summary>
internal static class Mirrored
{
    private const string Rule = "CRM: ";

    private static readonly string[] Paid = ["Confirmed", "PartiallyRefunded", "Refunded", "Disputed"];

    public static async Task<List<string>> CheckAsync(Evidence e, object?[] payment, List<object?[]> attempts, List<object?[]> refunds, LedgerView ledger, bool knowsAll)
    {
        var broken = new List<string>();
        var facts = (await e.World.ReadAsync("select kind, reference, body, payment_id from crm.facts order by kind, reference")).ConvertAll(Fact.Of);
        broken.AddRange(facts.Where(f => f.Payment != (Guid)payment[0]!).Select(f => $"{Rule}it was told of {f.Payment}, which is no payment"));
        var own = attempts.Find(a => Equals(a[0], payment[10]));
        var line = ledger.Intents.FirstOrDefault(l => l.Id == (string?)own?[2]);
        // What comes in on a payment that took nothing is given back as an orphan, and is no refund of it.
        var ended = payment[4] is not null && Paid.Contains((string)payment[1]!) && refunds.TrueForAll(r => r[3] is not null);
        End(broken, (string)payment[1]!, (long)payment[9]!, facts.Find(f => f.Kind == "payment"), line);
        Refunds(broken, payment, refunds, facts, knowsAll && ended ? line : null);
        await DisputesAsync(broken, e, facts, knowsAll && ended ? ledger.Disputes.Where(d => d.Of == line?.Id) : []);
        await RecordsAsync(broken, e, (Guid)payment[0]!, facts);
        await SentAsync(broken, e, payment, facts);
        return broken;
    }

    /// <summary>The payment's own end. What waits for a person has none, or one from before.</summary>
    private static void End(List<string> broken, string state, long amount, Fact? told, LedgerLine? line)
    {
        var end = state switch
        {
            "Failed" => "failed",
            "Canceled" => "canceled",
            _ => Paid.Contains(state) ? "confirmed" : told?.State,
        };
        if (told?.State != end)
        {
            broken.Add($"{Rule}it is {state}, and {told?.State ?? "nothing"} is known");
        }

        if (told is not null && told.Amount != amount)
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"{Rule}{told.Amount} is known of {amount}"));
        }

        if (told is { State: "confirmed" } && (line is null || line.AmountReceived != told.Amount || line.Gateway != told.Gateway || line.Id != told.GatewayReference))
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"{Rule}{told.Amount} of {told.Gateway} {told.GatewayReference} is known, and the gateway has {line?.AmountReceived ?? 0} of {line?.Gateway} {line?.Id}"));
        }
    }

    /// <summary>Each refund's end, and the sum of what went back, to the minor unit.</summary>
    /// <param name="line">The gateway's books, when they can be known here.</param>
    private static void Refunds(List<string> broken, object?[] payment, List<object?[]> refunds, List<Fact> facts, LedgerLine? line)
    {
        foreach (var refund in refunds)
        {
            var told = facts.Find(f => f.Kind == "refund" && f.Reference == refund[0]!.ToString());
            var end = (string)refund[1]! switch
            {
                "Succeeded" => "succeeded",
                "NeedsReview" => "in_review",
                "Failed" or "Refused" => "failed",
                _ => told?.State,
            };
            // Of a payment that nobody knows nothing is told.
            if (told?.State != end && !(told is null && (string)refund[1]! == "Refused" && ((string)refund[5]!).StartsWith("no payment", StringComparison.Ordinal)))
            {
                broken.Add($"{Rule}refund {refund[0]} is {refund[1]}, and {told?.State ?? "nothing"} is known");
            }
        }

        broken.AddRange(facts.Where(f => f.Kind == "refund" && !refunds.Exists(r => r[0]!.ToString() == f.Reference)).Select(f => $"{Rule}refund {f.Reference} is known, and nobody asked for it"));
        var returned = facts.Where(f => f.Kind is "refund" or "refund_elsewhere" && f.State == "succeeded").Sum(f => f.Amount ?? 0);
        if (returned != (long)payment[7]! + (long)payment[8]! || (line is not null && returned != line.Refunded))
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"{Rule}{returned} is known to have gone back, the payment has {payment[7]} and {payment[8]} by others, the gateway {line?.Refunded}"));
        }
    }

    /// <summary>The dispute that the payment stands at, and each one in the books, when they can be known here. What came in on a payment that took nothing is an orphan's, and so is its dispute: a person
    /// is asked about that money, which is judged with U4.</summary>
    private static async Task DisputesAsync(List<string> broken, Evidence e, List<Fact> facts, IEnumerable<LedgerDispute> books)
    {
        var told = facts.FindAll(f => f.Kind == "dispute");
        var payment = (await e.World.ReadAsync("select gateway, dispute_reference, dispute_outcome, current_state from payments.payments"))[0];
        if (payment[1] is string reference && payment[3] is not ("Failed" or "Canceled") && !await WasNeverReadAsync(reference))
        {
            Compare(reference, (string?)payment[2] ?? "open", "here");
        }

        foreach (var dispute in books)
        {
            Compare(dispute.Id, dispute.Status switch { "lost" or "RESOLVED_BUYER_FAVOUR" => "lost", "won" or "warning_closed" or "RESOLVED_SELLER_FAVOUR" => "won", _ => "open" }, $"at {dispute.Gateway}");
        }

        // One that is expected, and could not be read, is told of when a person has sent its letter again.
        async Task<bool> WasNeverReadAsync(string reference) =>
            payment[2] is null && !told.Exists(f => f.Reference.EndsWith($":{reference}", StringComparison.Ordinal))
            && (await e.World.ReadAsync("select fault from messaging.dead_letters")).Exists(l => ((string)l[0]!).Contains($"Dispute {reference} could not be read in", StringComparison.Ordinal));

        void Compare(string reference, string standing, string where)
        {
            var known = told.Find(f => f.Reference.EndsWith($":{reference}", StringComparison.Ordinal))?.State ?? "nothing";
            if (known != standing)
            {
                broken.Add($"{Rule}dispute {reference} is {standing} {where}, and {known} is known");
            }
        }
    }

    /// <summary>One record for the payment, one for its customer, and one for each refund and dispute.</summary>
    private static async Task RecordsAsync(List<string> broken, Evidence e, Guid payment, List<Fact> facts)
    {
        var records = await e.World.ReadAsync("select kind, key, payment_id, customer_id, complete, status, due_at from crm.records order by kind, key");
        var expected = facts.FindAll(f => f.Kind != "payment").ConvertAll(f => $"entry {payment} :{f.Reference}");
        if (facts.Count > 0)
        {
            expected.Add($"payment {payment} {facts.Exists(f => f.Kind == "payment")}");
        }

        if (facts.Exists(f => f.Kind == "payment"))
        {
            expected.Add($"customer {e.Story.Command.CustomerId}");
        }

        var found = records.ConvertAll(r => (string)r[0]! switch
        {
            "customer" => $"customer {r[1]}",
            "payment" => $"payment {r[1]} {r[4]}",
            var kind => $"{kind} {r[2]} {((string)r[1]!)[((string)r[1]!).IndexOf(':', StringComparison.Ordinal)..]}",
        });
        if (!found.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
        {
            broken.Add($"{Rule}there are records {string.Join(", ", found)}, and there should be {string.Join(", ", expected)}");
        }

        broken.AddRange(records.Where(r => (string)r[5]! == "waiting" && r[6] is null).Select(r => $"5: {r[0]} {r[1]} waits for the CRM, and nothing says until when"));
    }

    /// <summary>The CRM has each record once and as it stands, beside the record that it belongs to; or it stands among those that the CRM refuses, with the reason. Nothing waits without an end.</summary>
    private static async Task SentAsync(List<string> broken, Evidence e, object?[] payment, List<Fact> facts)
    {
        var records = await e.World.ReadAsync("select kind, key, status, version, synced_version, crm_id, code, reason, complete from crm.records order by kind, key");
        var book = e.World.Book.Entries;
        var deal = records.Find(r => (string)r[0]! == "payment");
        foreach (var record in records)
        {
            var (kind, key, status) = ((string)record[0]!, (string)record[1]!, (string)record[2]!);
            var there = book.FirstOrDefault(b => b.Key.Key == key && b.Key.Type == kind switch { "payment" => CrmBook.Deals, "entry" => CrmBook.Notes, _ => "contacts" }).Value;
            switch (status)
            {
                case "synced" when there is null || there.Id != (string?)record[5]:
                    broken.Add($"{Rule}{kind} {key} is synced as {record[5]}, and the CRM has {there?.Id ?? "nothing"}");
                    break;
                case "synced" when !Equals(record[3], record[4]) || !Equals(there.Fields["version"], record[3]):
                    broken.Add($"{Rule}{kind} {key} is synced in version {record[4]} of {record[3]}, and the CRM has {there.Fields["version"]}");
                    break;
                case "synced":
                    Content(broken, kind, key, there, payment, facts);
                    var parent = kind == "entry" ? deal : kind == "payment" ? records.Find(r => (string)r[0]! == "customer") : null;
                    if (parent is not null && (string)parent[2]! == "synced" && !there.Parents.SequenceEqual([(string)parent[5]!]))
                    {
                        broken.Add($"{Rule}{kind} {key} belongs to {string.Join(", ", there.Parents)} there, and not to {parent[5]}");
                    }

                    break;
                case "failed" when record[6] is null || record[7] is null || !e.Sending.IsRefused(key):
                    broken.Add($"{Rule}{kind} {key} is set aside ({record[6]}: {record[7]}), and the CRM {(e.Sending.IsRefused(key) ? "refuses" : "takes")} it");
                    break;
                case "waiting" when (bool)record[8]! && (kind != "entry" || deal?[5] is not null):
                    broken.Add($"5: {kind} {key} still waits for the CRM");
                    break;
                default:
                    break;
            }
        }

        broken.AddRange(book.Keys.Where(b => !records.Exists(r => (string)r[1]! == b.Key)).Select(b => $"{Rule}the CRM has {b.Type} {b.Key}, and nobody knows it"));
    }

    /// <summary>Its words are those of the payment's end, and of what went back.</summary>
    private static void Content(List<string> broken, string kind, string key, CrmEntry there, object?[] payment, List<Fact> facts)
    {
        var state = (string)payment[1]!;
        if (kind == "entry" && facts.Find(f => key.EndsWith($":{f.Reference}", StringComparison.Ordinal) && f.Kind != "payment") is { } told && !Equals(there.Fields["state"], told.State))
        {
            broken.Add($"{Rule}{key} is {told.State}, and the CRM has {there.Fields["state"]}");
        }

        if (kind != "payment" || state is "NeedsReview")
        {
            return;
        }

        string[] words = state switch
        {
            "Confirmed" => ["confirmed"],
            "PartiallyRefunded" => ["partially_refunded"],
            "Refunded" => ["refunded"],
            "Disputed" => ["disputed", "dispute_lost"],
            _ => [state.ToLowerInvariant()],
        };
        if (!words.Contains(there.Fields["state"]) || (Paid.Contains(state) && !Equals(there.Fields["refunded"], (long)payment[7]! + (long)payment[8]!)))
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"{Rule}it is {state} with {payment[7]} and {payment[8]} given back, and the CRM has {there.Fields["state"]} with {there.Fields["refunded"]}"));
        }
    }

    private sealed record Fact(string Kind, string Reference, Guid Payment, string State, long? Amount, string? Gateway, string? GatewayReference)
    {
        public static Fact Of(object?[] row)
        {
            using var body = JsonDocument.Parse((string)row[2]!);
            var root = body.RootElement;
            return new(
                (string)row[0]!, (string)row[1]!, (Guid)row[3]!, Text("state")!, root.TryGetProperty("amountMinor", out var amount) ? amount.GetInt64() : null, Text("gateway"), Text("gatewayReference"));

            string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
    }
}
