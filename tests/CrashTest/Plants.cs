using System.Globalization;
using Integration.Chaos;

namespace Integration.CrashTest;

/// <summary>Tries the judge on the run it has just judged: one loss after the other is planted into what the run left behind, and each has to be condemned in words that name it.
/// The database is dropped afterwards.</summary>
internal sealed class Plants(Plan plan, Database database, Accepted accepted, Heard heard, Ledger ledger)
{
    /// <summary>A payment at its end that nothing is under way for, so that the books' comparison makes no allowance.</summary>
    private const string Still =
        """
        select p.payment_id from ops.payments p where p.state = 'Confirmed' and p.settled_at is not null and p.captured_minor > 0
        and not exists (select from ops.refunds r where r.payment_id = p.payment_id) and not exists (select from messaging.outbox o where o.body like '%' || p.payment_id || '%') order by 1 limit 1
        """;

    /// <summary>Needs a payment with two attempts, which not every small run has.</summary>
    private const string SecondCapture = "a second capture of one payment";

    /// <summary>What the judge did not see, a line for each; and in one line what was tried.</summary>
    public async Task<(IReadOnlyList<string> Blind, string Report)> TryAsync()
    {
        var (blind, planted, condemned) = (new List<string>(), 0, 0);
        var before = (await JudgeAsync()).ToHashSet();
        foreach (var (loss, words, plantAsync) in All())
        {
            if (!await plantAsync())
            {
                blind.AddRange(loss == SecondCapture ? [] : [$"the judge was not tried: there is nothing to plant {loss} in"]);
                continue;
            }

            planted++;
            var after = await JudgeAsync();
            if (after.Any(line => line.StartsWith(words, StringComparison.Ordinal) && !before.Contains(line)))
            {
                condemned++;
            }
            else
            {
                blind.Add($"the judge did not see {loss}: no new line begins with \"{words}\"");
            }

            before.UnionWith(after);
        }

        return (blind, string.Create(CultureInfo.InvariantCulture, $"the judge was tried: {planted} losses were planted into what this run left, {condemned} were condemned"));
    }

    private (string Loss, string Condemned, Func<Task<bool>> PlantAsync)[] All() =>
    [
        ("a charge at the gateway that is not ours", "the books differ: planted_1 ", async () => await StillAsync() is { } payment && Charge(payment)),
        ("a capture that is a minor unit too high here", "the books differ: ", () => DoAsync($"update payments.attempts set captured_minor = captured_minor + 1 where captured_minor > 0 and payment_id = ({Still})")),
        (SecondCapture, "captured more often than once: ", () => DoAsync(
            """
            update payments.attempts set captured_minor = amount_minor where attempt_id = (select a.attempt_id from payments.attempts a
                join payments.attempts b on b.payment_id = a.payment_id and b.attempt_id <> a.attempt_id and b.captured_minor > 0 where a.captured_minor = 0 order by 1 limit 1)
            """)),
        ("a request that was answered with 2xx and is gone", "answered with 2xx and not kept: ", async () => accepted.Requests.Keys.Order().FirstOrDefault() is { } key
            && await DoAsync("delete from requests.writes where idempotency_key = $1", key)),
        ("a request that was kept and never handled", "an accepted request that nobody handled: ", () => DoAsync(
            "delete from messaging.inbox where message_id = (select w.write_id from requests.writes w join messaging.inbox i on i.message_id = w.write_id where w.refused_at is null order by 1 limit 1)")),
        ("a message that the broker had confirmed and nobody handled", "confirmed by the broker and never handled: ", async () => accepted.Messages.Keys.Order().FirstOrDefault() is var id && id != default
            && await DoAsync("delete from messaging.inbox where message_id = $1", id)),
        ("a webhook that no worker handled", "a gateway's webhook that no worker handled: ", () => DoAsync(
            """
            delete from messaging.inbox where message_id = (select m.id from webhooks.received r cross join unnest(r.contracts, r.message_ids) m(contract, id)
                join messaging.inbox i on i.message_id = m.id where m.contract like '%GatewayObjectChanged' order by 1 limit 1)
            """)),
        ("a webhook that was not told", "a webhook was never told: ", () => Task.FromResult(heard.Webhooks.Keys.Order().FirstOrDefault() is { Source: not null } webhook && heard.Webhooks.TryRemove(webhook, out _))),
        ("a confirmation that was not told", "a confirmation was never told: ", async () => await StillAsync() is { } payment && heard.Confirmed.TryRemove(payment, out _)),
        ("a payment that is gone", "lost: ", () => DoAsync($"delete from payments.payments where correlation_id = ({Still})")),
        ("a message that nobody hands over", "an overdue row of the outbox: ", () => DoAsync(
            """
            insert into messaging.outbox (id, message_id, sent_at, content_type, message_type, body, due_at, is_timer, attempts, available_at, owner)
            values (gen_random_uuid(), gen_random_uuid(), now(), 'application/json', 'planted', '{}', now() - interval '1 minute', false, 0, now() - interval '1 minute', gen_random_uuid())
            """)),
        ("a dead letter", "a dead letter: ", () => DoAsync(
            """
            insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at)
            values (gen_random_uuid(), 'planted', gen_random_uuid(), '{}', 'planted', 1, now(), now())
            """)),
    ];

    private async Task<List<string>> JudgeAsync() => [.. await Accounts.CheckAsync(database, accepted, heard), .. await Violations.FindAsync(plan, database, ledger)];

    private bool Charge(Guid payment)
    {
        if (ledger.Intents.FirstOrDefault(one => one.PaymentId == $"{payment}" && one.AmountReceived > 0) is not { } line)
        {
            return false;
        }

        ledger = ledger with { Intents = [.. ledger.Intents, line with { Id = "planted_1" }] };
        return true;
    }

    private async Task<Guid?> StillAsync() => (await database.RowsAsync(Still)) is [[Guid payment, ..], ..] ? payment : null;

    private async Task<bool> DoAsync(string sql, object? parameter = null)
    {
        await using var command = database.Source.CreateCommand(sql);
        if (parameter is not null)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await command.ExecuteNonQueryAsync() > 0;
    }
}
