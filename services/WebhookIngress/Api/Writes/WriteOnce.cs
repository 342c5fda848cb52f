using Integration.Persistence.DeadLetters;
using Integration.Persistence.UnitOfWork;
using Integration.WebhookIngress.Persistence;
using MassTransit;
using Npgsql;

namespace Integration.WebhookIngress.Api.Writes;

/// <summary>Keeps a request and the message it causes in one transaction, in one round trip, at most once.</summary>
internal sealed class WriteOnce(IUnitOfWork unitOfWork, IPublishEndpoint publisher, WriteStore store, DeadLetterDesk desk)
{
    /// <summary>Without a problem it is kept: now (<c>New</c>), or by an earlier request that said the same. <paramref name="message"/> is absent when there is nothing left to do.</summary>
    public async Task<(bool New, ProblemAnswer? Problem)> RunAsync<T>(Write write, T? message, CancellationToken cancellationToken)
        where T : class
    {
        WriteStore.Add(unitOfWork, write);
        if (message is not null)
        {
            await publisher.Publish(message, context =>
            {
                context.MessageId = write.Id;
                FinalRefusal.Mark(context);
            }, cancellationToken);
        }

        try
        {
            await unitOfWork.CommitAndLeaveAsync(cancellationToken);
            return (true, null);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation && taken.SchemaName == RequestsContext.Schema)
        {
            return (false, taken.ConstraintName == WriteStore.IdConstraint
                ? await CompareAsync(write, cancellationToken)
                : Problems.IdTaken.Answer("An id that was chosen in the body was used before, under another idempotency key or by somebody else."));
        }
    }

    /// <summary>In the same transaction, before <see cref="RunAsync"/>: a payment whose request was set aside is called off. False: nothing of it lies there.</summary>
    public async Task<bool> WithdrawAsync(Guid paymentId, string client, CancellationToken cancellationToken) =>
        await store.CreationOfAsync(paymentId, cancellationToken) is { } creation && await desk.WithdrawAsync(unitOfWork, creation, client, "canceled by its client", cancellationToken);

    /// <summary>Null when the request is known and says the same, or is not known at all; else the problem.</summary>
    public async Task<(bool Known, ProblemAnswer? Problem)> LookAsync(Write write, CancellationToken cancellationToken) =>
        await store.FindAsync(write.Id, cancellationToken) is { } kept ? (true, Compare(write, kept)) : (false, null);

    private async Task<ProblemAnswer?> CompareAsync(Write write, CancellationToken cancellationToken) =>
        Compare(write, (await store.FindAsync(write.Id, cancellationToken))!);

    private static ProblemAnswer? Compare(Write write, byte[] kept) => kept.AsSpan().SequenceEqual(write.Hash)
        ? null
        : Problems.KeyReused.Answer("This idempotency key was used for another request; use a new one for a new request.");
}
