using System.Data.Common;
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
