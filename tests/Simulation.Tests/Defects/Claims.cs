using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Persistence;
using Integration.Persistence.Database;
using Integration.Persistence.UnitOfWork;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Statement = Integration.PaymentWorker.Persistence.Sql;

namespace Integration.Simulation.Defects;

/// <summary>Passes everything on to the real store but the claims.</summary>
internal abstract class StoreInFront(IAttemptStore inner) : IAttemptStore
{
    public virtual Task<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => inner.ClaimAsync(request, cancellationToken);

    public Task<AttemptRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken) => inner.FindAsync(attemptId, cancellationToken);

    public Task<AttemptRecord?> FindAsync(IUnitOfWork unitOfWork, string gateway, string reference, string? captureReference, CancellationToken cancellationToken) =>
        inner.FindAsync(unitOfWork, gateway, reference, captureReference, cancellationToken);

    public void Record(IUnitOfWork unitOfWork, CallRecord call, GatewayCall result, string? proof) => inner.Record(unitOfWork, call, result, proof);

    public void ForgetUnmatched(IUnitOfWork unitOfWork, string gateway, string reference) => inner.ForgetUnmatched(unitOfWork, gateway, reference);

    public void RecordUnmatched(IUnitOfWork unitOfWork, string gateway, string reference, string eventType) => inner.RecordUnmatched(unitOfWork, gateway, reference, eventType);
}

/// <summary>SAFETY R3: a claim asks neither for the active attempt nor for the newest command nor whether the attempt is closed.</summary>
internal sealed class EveryClaimIsGranted : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IAttemptStore>(
        (inner, provider) => new Store(inner, provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<TimeProvider>()));

    private sealed class Store(IAttemptStore inner, IDatabase database, TimeProvider time) : StoreInFront(inner)
    {
        public override Task<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
            new PostgresAttemptStore(new Forgetful(database, request), time).ClaimAsync(request, cancellationToken);
    }

    private sealed class Forgetful(IDatabase database, ClaimRequest request) : StatementsInFront(database)
    {
        protected override NpgsqlBatchCommand Pass(NpgsqlBatchCommand command) => command.CommandText switch
        {
            AttemptSql.LockPayment => Statement.Command("select $2::uuid, $3::int from payments.payments where correlation_id = $1 for update",
                request.Attempt.PaymentId, request.Attempt.AttemptId, request.Attempt.Epoch),
            AttemptSql.LockAttempt => Saying(command, command.CommandText
                .Replace("closed_at", "null::timestamptz", StringComparison.Ordinal).Replace("answered_epoch", "0", StringComparison.Ordinal)),
            _ => command,
        };
    }
}

/// <summary>SAFETY F2: a confirm that was claimed and not answered is taken for one that was never sent.</summary>
internal sealed class UnansweredConfirmIsForgotten : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IAttemptStore>((inner, _) => new Store(inner));

    private sealed class Store(IAttemptStore inner) : StoreInFront(inner)
    {
        public override async Task<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
        {
            var outcome = await base.ClaimAsync(request, cancellationToken);
            return outcome is ClaimOutcome.Granted granted ? granted with { NeverConfirmed = true, UnsettledMoves = 0 } : outcome;
        }
    }
}

/// <summary>SAFETY R2: the call is made before its claim is committed, and the claim is lost.</summary>
internal sealed class ClaimIsNotCommitted : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override Task ExecuteAsync(IDatabaseSession session, List<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) =>
            commands.Exists(c => c.CommandText == AttemptSql.Lease) ? Task.CompletedTask : base.ExecuteAsync(session, commands, cancellationToken);
    }
}

/// <summary>SAFETY R4: what a look finds is written whatever is known since.</summary>
internal sealed class LateNewsIsWritten : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IDatabase>((inner, _) => new Database(inner));

    private sealed class Database(IDatabase inner) : StatementsInFront(inner)
    {
        protected override NpgsqlBatchCommand Pass(NpgsqlBatchCommand command) => command.CommandText == AttemptSql.Apply
            ? Saying(command, command.CommandText.Replace("$4 >= coalesce(state_rank, -1)", "$4 >= 0", StringComparison.Ordinal))
            : command;
    }
}
