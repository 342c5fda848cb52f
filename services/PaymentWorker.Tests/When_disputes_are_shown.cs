using Integration.PaymentWorker.Persistence;
using Integration.Persistence.Migrations;
using Integration.Persistence.Sql;
using Integration.Persistence.Tests;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;

namespace Integration.PaymentWorker.Tests;

/// <summary>What <c>ops.payment_disputes</c> shows is what the payments' own book reads, whichever version wrote the row last.</summary>
public sealed class When_disputes_are_shown : IAsyncLifetime
{
    private static readonly DateTime Now = DateTime.UnixEpoch.AddYears(60);
    private readonly TestDatabase _database = new();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SchemaMigrator.MigrateAsync<PaymentsContext>(_database.Source, PaymentsContext.Schema, options => new(options), CancellationToken.None);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("Disputed", "du_b", null, "du_a Open, du_b Open")]
    [InlineData("Disputed", "du_b", "lost", "du_a Open, du_b Lost")]
    [InlineData("Disputed", "du_a", "won", "du_a Won, du_b Open")]
    [InlineData("Disputed", "du_c", null, "du_a Open, du_b Open, du_c Open")]
    [InlineData("Confirmed", "du_c", null, "du_a Open, du_b Open, du_c Open")]
    [InlineData("Confirmed", null, null, "")]
    public async Task Should_count_what_an_older_version_wrote_since(string state, string? reference, string? outcome, string shown)
    {
        var payment = new PaymentState { CurrentState = "Disputed" };
        DisputeBook.Open(payment, Seen("du_a", DisputeStanding.Open), Now);
        DisputeBook.Open(payment, Seen("du_b", DisputeStanding.Open), Now.AddMilliseconds(500));
        (payment.CurrentState, payment.DisputeReference, payment.DisputeOutcome) = (state, reference, outcome);
        (await ShownAsync(payment)).ShouldBe(Read(payment));
        Read(payment).Select(d => $"{d.Reference} {d.Standing}").ShouldBe(shown.Split(", ", StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("Disputed", null)]
    [InlineData("Confirmed", null)]
    [InlineData("Confirmed", "won")]
    [InlineData("Disputed", "lost")]
    public async Task Should_show_the_one_that_an_older_version_knows(string state, string? outcome)
    {
        var payment = new PaymentState { CurrentState = state, DisputeReference = "du_a", DisputeOutcome = outcome };
        (await ShownAsync(payment)).ShouldBe(Read(payment));
    }

    [Fact]
    public async Task Should_show_what_the_ledger_says_when_the_columns_agree()
    {
        var payment = new PaymentState { CurrentState = "Confirmed" };
        DisputeBook.Open(payment, Seen("du_a", DisputeStanding.Open), Now);
        DisputeBook.Open(payment, Seen("du_b", DisputeStanding.Open), Now.AddMilliseconds(500));
        DisputeBook.Close(payment, Seen("du_b", DisputeStanding.Won), Now.AddSeconds(2));
        DisputeBook.Close(payment, Seen("du_a", DisputeStanding.Lost), Now.AddSeconds(3));
        (await ShownAsync(payment)).ShouldBe(Read(payment));
    }

    private static List<(string Reference, string Standing, bool Told)> Read(PaymentState payment) =>
        [.. DisputeBook.References(payment).Select(r => (r, DisputeBook.Find(payment, r)!)).Select(l => (l.r, l.Item2.Standing.ToString(), l.Item2.Told))];

    private async Task<List<(string Reference, string Standing, bool Told)>> ShownAsync(PaymentState payment)
    {
        await _database.ExecuteAsync(
            $"""
            insert into payments.payments (correlation_id, current_state, gateway, accepted_at, changed_at, customer_id, amount_minor, currency, payment_method, request_hash, attempt_id, attempt_number, step, epoch,
                retries, unknowns, outages, throttled, reopened, checks, cancel_requested, dispute_ledger, dispute_reference, dispute_outcome)
            values (gen_random_uuid(), '{payment.CurrentState}', 'stripe', now(), now(), 'customer', 1999, 'EUR', 'pm', '', gen_random_uuid(), 1, 'create', 1, 0, 0, 0, 0, false, 0, false,
                {Text(payment.DisputeLedger)}, {Text(payment.DisputeReference)}, {Text(payment.DisputeOutcome)})
            """);
        return [.. await _database.Source.RowsAsync(
            "select dispute_reference, initcap(standing), told from ops.payment_disputes order by 1", row => (row.GetString(0), row.GetString(1), row.GetBoolean(2)), CancellationToken.None)];
    }

    private static string Text(string? value) => value is null ? "null" : $"'{value}'";

    private static DisputeSeen Seen(string reference, DisputeStanding standing) => new()
    {
        Attempt = new() { PaymentId = Guid.Empty, AttemptId = Guid.Empty, Number = 1, Gateway = "stripe", Epoch = 0 },
        DisputeReference = reference, Standing = standing, AmountMinor = 1999, Currency = "EUR", AskedAt = Now,
    };
}
