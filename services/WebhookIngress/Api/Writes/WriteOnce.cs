using Integration.Persistence.UnitOfWork;
using Integration.WebhookIngress.Persistence;
using MassTransit;
using Npgsql;

namespace Integration.WebhookIngress.Api.Writes;

/// <summary>Keeps a request and the message it causes in one transaction, in one round trip, at most once.</summary>
internal sealed class WriteOnce(IUnitOfWork unitOfWork, IPublishEndpoint publisher, WriteStore store)
{
    /// <summary>Null: it is kept, now or by an earlier request that said the same; <paramref name="write"/>'s location is good. Else the problem.</summary>
    public async Task<ProblemAnswer?> RunAsync<T>(Write write, T message, CancellationToken cancellationToken)
        where T : class
    {
        WriteStore.Add(unitOfWork, write);
        await publisher.Publish(message, context => context.MessageId = write.Id, cancellationToken);
        try
        {
            await unitOfWork.CommitAndLeaveAsync(cancellationToken);
            return null;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation && taken.SchemaName == RequestsContext.Schema)
        {
            return taken.ConstraintName == WriteStore.IdConstraint
                ? await CompareAsync(write, cancellationToken)
                : Problems.IdTaken.Answer("An id that was chosen in the body was used before, under another idempotency key or by somebody else.");
        }
    }

    /// <summary>Null when the request is known and says the same, or is not known at all; else the problem.</summary>
    public async Task<(bool Known, ProblemAnswer? Problem)> LookAsync(Write write, CancellationToken cancellationToken) =>
        await store.FindAsync(write.Id, cancellationToken) is { } kept ? (true, Compare(write, kept)) : (false, null);

    private async Task<ProblemAnswer?> CompareAsync(Write write, CancellationToken cancellationToken) =>
        Compare(write, (await store.FindAsync(write.Id, cancellationToken))!);

    private static ProblemAnswer? Compare(Write write, byte[] kept) => kept.AsSpan().SequenceEqual(write.Hash)
        ? null
        : Problems.KeyReused.Answer("This idempotency key was used for another request; use a new one for a new request.");
}
