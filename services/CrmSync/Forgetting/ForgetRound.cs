using Integration.Contracts.Crm;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Records;
using Integration.CrmSync.Sync;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Forgetting;

/// <summary>Erases one customer in the CRM. It is asked for until the CRM has done it: what the law wants is not set aside. No call that was sent before can make the contact again: those
/// are over first (<see cref="SyncOptions.LateSeconds"/>).</summary>
internal sealed class ForgetRound(
    IServiceScopeFactory scopes, ICrmProvider crm, ForgetStore store, ForgetWrites writes, RecordStore records, RecordMapper mapper, MappingPlan plan, IOptions<SyncOptions> options, TimeProvider time)
{
    private CrmObject Contact => plan.Of(RecordKind.Customer).Object;

    /// <summary>Erases the next one; false when there is none.</summary>
    /// <exception cref="CrmCallException">The CRM did not say what became of it; it is asked again.</exception>
    public async Task<bool> RunAsync(Hold hold, CancellationToken cancellationToken)
    {
        if (await store.NextAsync(crm.Name, hold, cancellationToken) is not var (customer, mayBeThere))
        {
            return false;
        }

        string? erased;
        using var limit = hold.Limit(time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            erased = customer.CrmId ?? (mayBeThere ? await FindAsync(customer, either.Token) : null);
            if (erased is not null)
            {
                await crm.ForgetAsync(Contact.Type, erased, either.Token);
            }
        }
        catch (CrmCallException refused) when (refused.Kind == CrmFailureKind.Refused)
        {
            await RefusedAsync(hold, customer, refused.Message, cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await records.UnsentAsync(hold, RecordKind.Customer, [customer], time.GetUtcNow().AddSeconds(options.Value.LateSeconds), tried: false, cancellationToken);
            throw CrmCallException.Of(failure);
        }

        await DoneAsync(hold, customer.Key, erased, cancellationToken);
        return true;
    }

    /// <summary>A call that nobody knows the end of may have made the contact. Writing it once more tells its id.</summary>
    private async Task<string?> FindAsync(Claimed customer, CancellationToken cancellationToken)
    {
        var answer = (await crm.UpsertAsync(Contact, [mapper.Map(RecordKind.Customer, new(customer.Key, customer.Version, null, null), null)], cancellationToken)).Single();
        return answer.Written ? answer.Id
            : throw new CrmCallException(answer.Passing ? CrmFailureKind.Unavailable : CrmFailureKind.Refused, $"whether it is there cannot be found out: {answer.Code}: {answer.Reason}");
    }

    private async Task DoneAsync(Hold hold, string customer, string? erased, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        if (await store.DoneAsync(unitOfWork, crm.Name, hold, customer, erased, cancellationToken) is not { } shared)
        {
            return;     // another process asks again
        }

        // Once more: an event may have been written down while it was asked for.
        foreach (var command in writes.Strip(customer, now))
        {
            unitOfWork.Enqueue(command);
        }

        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(
            new CustomerForgotten { Crm = crm.Name, CustomerId = customer, RecordId = erased, SharedWith = shared, ForgottenAt = now }, cancellationToken);
        await unitOfWork.CommitAsync(cancellationToken);
    }

    private async Task RefusedAsync(Hold hold, Claimed customer, string reason, CancellationToken cancellationToken)
    {
        const string code = "NOT_ERASED";
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        if (await store.RefusedAsync(unitOfWork, crm.Name, hold, customer.Key, code, reason, now.AddMinutes(options.Value.ErasureRetryMinutes), cancellationToken) && customer.Tries == 0)
        {
            await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(
                new CrmSyncFailed
                {
                    Crm = crm.Name, Kind = RecordKind.Customer.Word(), Key = customer.Key, Version = customer.Version, Code = code, Reason = reason,
                    Advice = "give us the right to erase contacts, or erase it in the CRM yourself; it is asked for again by itself", FailedAt = now,
                },
                cancellationToken);
        }

        await unitOfWork.CommitAsync(cancellationToken);
    }
}
