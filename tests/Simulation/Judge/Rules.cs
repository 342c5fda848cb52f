using System.Globalization;
using Integration.GatewaySandbox.Ledger;
using Integration.PaymentWorker.Orphans;

namespace Integration.Simulation.Judge;

/// <summary>The rules themselves, as far as the rows and the wire show whether they were kept: a rule can be broken for a long time before it costs money.</summary>
internal static class Rules
{
    /// <summary>Somebody may have set the clock between two rows, several times.</summary>
    private static readonly TimeSpan ClockSet = TimeSpan.FromSeconds(10);

    public static async Task<List<string>> CheckAsync(Evidence e, LedgerView ledger, List<object?[]> attempts, string state, bool settled)
    {
        var broken = new List<string>();
        broken.AddRange(e.Network.Keys.Broken);
        broken.AddRange(e.Transport.StaleTimers);
        await IntentFirstAsync(broken, e);
        await ClosedIsClosedAsync(broken, e, ledger, attempts);
        Forward(broken, e, ledger, attempts, settled);
        var heard = await e.World.ReadAsync("select saga, correlation_id, message_id, event, from_state, to_state from messaging.journal where message_id is not null");
        Once(broken, heard);
        // A person was asked about a payment that had ended: its end may be told again.
        Told(broken, e, state, heard.Count(row => row[4] is "Failed" or "Canceled" && row[5] is "NeedsReview"));
        return broken;
    }

    /// <summary>SAFETY R2: a key stands in a committed row before it is sent.</summary>
    private static async Task IntentFirstAsync(List<string> broken, Evidence e)
    {
        List<object?[]> rows =
        [
            .. await e.World.ReadAsync("select key from payments.gateway_calls where key is not null"), .. await e.World.ReadAsync("select key from payments.refund_claims"),
        ];
        var claimed = rows.Select(r => (string)r[0]!).ToHashSet(StringComparer.Ordinal);
        // A duplicate's row has the key of its newest refund; those before it are told by its number.
        foreach (var orphan in await e.World.ReadAsync("select reference, refund_number from payments.orphans"))
        {
            claimed.UnionWith(Enumerable.Range(1, (int)orphan[1]!).Select(number => OrphanRefund.Key((string)orphan[0]!, number)));
        }

        broken.AddRange(e.Network.Keys.All.Where(key => !claimed.Contains(key) && !claimed.Contains(key.Split(":cancel:")[0])).Select(key => $"R2: {key} was sent, and no claim of it stands"));
    }

    /// <summary>SAFETY R3, F1, F2: what is closed is closed at its gateway, too, and is called no more.</summary>
    private static async Task ClosedIsClosedAsync(List<string> broken, Evidence e, LedgerView ledger, List<object?[]> attempts)
    {
        var calls = await e.World.ReadAsync("select attempt_id, step, claimed_at from payments.gateway_calls where step in ('create', 'authorize', 'capture')");
        foreach (var attempt in attempts.Where(a => a[6] is not null))
        {
            var closed = (DateTime)attempt[6]!;
            broken.AddRange(calls.Where(c => Equals(c[0], attempt[0]) && (DateTime)c[2]! - closed > e.World.Clock.SetBack)
                .Select(c => string.Create(CultureInfo.InvariantCulture, $"R3: {c[1]} of attempt {attempt[9]} was claimed {(DateTime)c[2]! - closed} after it was closed")));
            var line = ledger.Intents.FirstOrDefault(l => l.Id == (string?)attempt[2]);
            if (line is null || e.Planted.Contains(line.Id))
            {
                continue;
            }

            if (line.AmountReceived > 0)
            {
                broken.Add($"F1: attempt {attempt[9]} was closed ({attempt[7]}), and {line.Id} took {line.AmountReceived}");
            }

            var confirmed = calls.Exists(c => Equals(c[0], attempt[0]) && (string)c[1]! == "authorize");
            if (line.Gateway == "stripe" && confirmed && (string?)attempt[11] != "canceled")
            {
                broken.Add($"R4: attempt {attempt[9]} was closed ({attempt[7]}), and is {attempt[11]} here");
            }

            if (line.Gateway == "stripe" && confirmed && (line.CanceledAt is not { } canceled || canceled.UtcDateTime - closed > ClockSet))
            {
                broken.Add($"F2: attempt {attempt[9]} was closed after a confirm was claimed ({attempt[7]}), and {line.Id} is {line.Status}{(line.CanceledAt is null ? "" : ", canceled later")}");
            }
        }
    }

    /// <summary>SAFETY R4: late news never writes an attempt back.</summary>
    private static void Forward(List<string> broken, Evidence e, LedgerView ledger, List<object?[]> attempts, bool settled)
    {
        foreach (var line in ledger.Intents.Where(l => settled && l.AmountReceived > 0 && !e.Planted.Contains(l.Id)))
        {
            broken.AddRange(attempts.Where(a => (string?)a[2] == line.Id && (string?)a[11] != "captured").Select(a => $"R4: attempt {a[9]} is {a[11]} here, and {line.Id} took {line.AmountReceived}"));
        }
    }

    /// <summary>Invariant 7, the inbox: a saga hears a message once.</summary>
    private static void Once(List<string> broken, List<object?[]> heard) =>
        broken.AddRange(heard.GroupBy(row => (Saga: (string)row[0]!, Id: (Guid)row[1]!, Message: (Guid)row[2]!)).Where(g => g.Count() > 1)
            .Select(g => $"7: {g.Key.Saga} heard message {g.Key.Message} {g.Count()} times: {string.Join(", ", g.Select(row => row[3]))}"));

    /// <summary>Invariants 5 and 7, the outbox: the end is told, and what is told once is told once.</summary>
    private static void Told(List<string> broken, Evidence e, string state, int reopened)
    {
        var told = e.Transport.Told.DistinctBy(m => m.MessageId).GroupBy(m => m.MessageType.Split(';')[0].Split(':')[^1], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var once in (string[])["PaymentPending", "PaymentFailed", "PaymentCanceled", "PaymentFallbackStarted"])
        {
            if (told.GetValueOrDefault(once) > 1 + reopened)
            {
                broken.Add($"7: {once} was told {told[once]} times");
            }
        }

        // Who wants to stop a payment that is paid is told again that it is.
        if (told.GetValueOrDefault("PaymentConfirmed") is > 1 and var confirmed && confirmed > 1 + e.Story.Cancels)
        {
            broken.Add($"7: PaymentConfirmed was told {confirmed} times");
        }

        var end = state switch
        {
            "Failed" => "PaymentFailed",
            "Canceled" => "PaymentCanceled",
            "Confirmed" or "PartiallyRefunded" or "Refunded" => "PaymentConfirmed",
            "NeedsReview" => "PaymentNeedsReview",
            _ => null,
        };
        if (end is not null && !told.ContainsKey(end))
        {
            broken.Add($"5: it is {state}, and {end} was never told");
        }

        if (!told.ContainsKey("PaymentPending"))
        {
            broken.Add("5: PaymentPending was never told");
        }
    }
}
