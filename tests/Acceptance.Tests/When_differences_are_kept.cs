using System.Data.Common;
using Integration.Contracts.Operations;
using Integration.PaymentWorker.Reconciliation;
using Integration.Persistence.UnitOfWork;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.Acceptance;

/// <summary>A payment and its refund are often made on different days, and so compared in different parts: agreement on one is none on the other.</summary>
public sealed class When_differences_are_kept(World world) : PaymentSpec(world)
{
    private readonly OurAttempt _attempt = new()
    {
        AttemptId = Guid.NewGuid(), PaymentId = Guid.NewGuid(), Number = 1, Reference = $"pi_{Guid.NewGuid():N}", CapturedMinor = 1999, Currency = "EUR", Busy = false,
    };

    [Theory]
    [InlineData(DifferenceKind.RefundNotRecorded, "another", true)]
    [InlineData(DifferenceKind.OtherReference, "another", true)]
    [InlineData(DifferenceKind.NotRecorded, "own", false)]
    [InlineData(DifferenceKind.NotListed, "another", false)]
    public async Task Should_end_with_the_agreement_of_the_payments_line_only_what_that_line_is_about(string kind, string reference, bool open)
    {
        await World.Database.ExecuteAsync(
            "insert into payments.attempts (attempt_id, payment_id, number, gateway, amount_minor, currency, reference, active, answered_epoch, created_at, changed_at) " +
            $"values ('{_attempt.AttemptId}', '{_attempt.PaymentId}', 1, 'stripe', 1999, 'EUR', '{_attempt.Reference}', false, 0, now(), now())");
        var difference = new Difference
        {
            Kind = kind, Reference = reference == "own" ? _attempt.Reference! : $"x_{Guid.NewGuid():N}", Attempt = _attempt, OursMinor = 0, TheirsMinor = 500, Currency = "EUR", Words = "words",
        };
        await FinishAsync(new([difference], []));
        await FinishAsync(new([], [_attempt.Reference!]));

        (await World.Database.CountAsync($"payments.reconciliation_differences where attempt_id = '{_attempt.AttemptId}' and resolved_at is null")).ShouldBe(open ? 1 : 0);
        await World.Database.ExecuteAsync($"delete from payments.reconciliation_differences where attempt_id = '{_attempt.AttemptId}'");
    }

    [Fact]
    public async Task Should_stay_closed_once_a_person_accepts_it_until_an_amount_changes_or_it_comes_back()
    {
        var difference = new Difference { Kind = DifferenceKind.NotOurs, Reference = $"pi_{Guid.NewGuid():N}", OursMinor = 0, TheirsMinor = 500, Currency = "EUR", Words = "words" };
        var seen = new AcceptDifference { Gateway = "stripe", Kind = difference.Kind, Reference = difference.Reference, OursMinor = 0, TheirsMinor = 500, By = "ops", Why = "the old till" };
        await FinishAsync(new([difference], []));
        await OpenAsync(true);

        await AnsweredAsync(seen with { TheirsMinor = 400 }, accepted: false, "no such difference is open");
        await OpenAsync(true);
        await AnsweredAsync(seen, accepted: true, "left as it is");
        await OpenAsync(false);
        (await World.Database.CountAsync($"ops.reconciliation_differences where reference = '{difference.Reference}' and accepted_by = 'ops' and accepted_why = 'the old till'")).ShouldBe(1);

        await FinishAsync(new([difference], []));
        await OpenAsync(false);
        await FinishAsync(new([difference with { TheirsMinor = 700 }], []));
        await OpenAsync(true);
        await AnsweredAsync(seen with { TheirsMinor = 700, Why = "it took more" }, accepted: true, "theirs 700");
        await FinishAsync(new([], [difference.Reference]));
        await AnsweredAsync(seen with { TheirsMinor = 700, Why = "too late" }, accepted: false, "no such difference is open");
        await FinishAsync(new([difference with { TheirsMinor = 700 }], []));
        await OpenAsync(true);

        await World.Database.ExecuteAsync($"delete from payments.reconciliation_differences where reference = '{difference.Reference}'");

        async Task OpenAsync(bool open) =>
            (await World.Database.CountAsync($"ops.reconciliation_differences where reference = '{difference.Reference}' and open")).ShouldBe(open ? 1 : 0);
    }

    private async Task AnsweredAsync(AcceptDifference command, bool accepted, string words)
    {
        await World.PublishAsync(command);
        await World.Database.UntilAsync(
            $"ops.operator_actions where command = 'AcceptDifference' and payment_id is null and why = '{command.Why}' and accepted = {accepted} and answer like '%{command.Reference}%{words}%'", n => n == 1);
    }

    private async Task FinishAsync(Comparison comparison)
    {
        var work = new Work();
        var part = new CompareBooks { RunId = Guid.NewGuid(), Gateway = "stripe", From = World.Started, Until = World.Started };
        new ReconciliationStore(World.Database.Source, Options.Create(new ReconciliationOptions()), TimeProvider.System).Finish(work, part, lines: 1, comparison, failure: null);
        await using var connection = await World.Database.Source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in work.Commands)
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Only collects: the statements are what is tested.</summary>
    private sealed class Work : IUnitOfWork
    {
        public List<NpgsqlBatchCommand> Commands { get; } = [];

        public void Enqueue(NpgsqlBatchCommand command) => Commands.Add(command);

        public Task<T> QueryAsync<T>(NpgsqlBatchCommand command, Func<DbDataReader, CancellationToken, Task<T>> read, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task CommitAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task CommitAndLeaveAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
