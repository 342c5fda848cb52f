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
    IServiceScopeFactory scopes, ICrmProvider crm, ForgetStore store, ForgetWrites writes, RecordStore records, RecordMapper mapper, MappingPlan plan, Strays strays, IOptions<SyncOptions> options,
    TimeProvider time)
{
    private CrmObject Contact => plan.Of(RecordKind.Customer).Object;

    /// <summary>Erases the next one; false when there is none.</summary>
    /// <exception cref="CrmCallException">The CRM did not say what became of it; it is asked again.</exception>
    public async Task<bool> RunAsync(Hold hold, CancellationToken cancellationToken)
    {
        if (await store.NextAsync(crm.Name, hold, cancellationToken) is not { } next)
        {
            return false;
        }

        var customer = next.Customer;
        string? erased = null;
        using var limit = hold.Limit(time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            erased = customer.CrmId is { } known ? await PresentAsync(known, either.Token) : null;
            erased ??= next.MayBeThere ? await FindAsync(customer, either.Token) : null;
            if (erased is not null)
            {
                await crm.ForgetAsync(Contact.Type, erased, either.Token);
            }
        }
        catch (CrmCallException refused) when (IsRefused(refused) || (erased is not null && refused.IsOfOneRight))
        {
            // To erase people is a right of its own: who lacks it may send all the rest.
            await RefusedAsync(hold, next, refused.Message, cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            if ((await records.UnsentAsync(hold, RecordKind.Customer, [customer], time.GetUtcNow().AddSeconds(options.Value.LateSeconds), tried: false, cancellationToken)).Count == 0)
            {
                await StrayAsync(next, cancellationToken);
            }

            throw CrmCallException.Of(failure);
        }

        await DoneAsync(hold, customer, erased ?? customer.CrmId, cancellationToken);
        return true;
    }

    private static bool IsRefused(CrmCallException failure) => failure.Kind == CrmFailureKind.Refused;

    /// <summary>Somebody may have merged the contact, and we do not know it yet: what the customer is now is in the one that remains. Null when the CRM erased it itself, and has it no more.</summary>
    private async Task<string?> PresentAsync(string known, CancellationToken cancellationToken)
    {
        try
        {
            return await crm.ReadAsync(Contact.Type, [known], [Contact.IdField], cancellationToken) is [var there, ..] ? there.Id
                : await store.IsErasedThereAsync(known, cancellationToken) ? null : known;
        }
        catch (CrmCallException unreadable) when (IsRefused(unreadable) || unreadable.IsOfOneRight)
        {
            return known;
        }
    }

    /// <summary>Another process took over while the contact was looked for by writing it: it may have been made after that process erased it.</summary>
    private Task StrayAsync(ToForget next, CancellationToken cancellationToken) =>
        next.MayBeThere || next.Customer.CrmId is null ? strays.AddAsync(RecordKind.Customer, [next.Customer], options.Value.LateSeconds, cancellationToken) : Task.CompletedTask;

    /// <summary>A call that nobody knows the end of may have made the contact. Writing it once more tells its id.</summary>
    private async Task<string?> FindAsync(Claimed customer, CancellationToken cancellationToken)
    {
        var answer = (await crm.UpsertAsync(Contact, [mapper.Map(RecordKind.Customer, new(customer.Key, customer.Version, null, null), null)], cancellationToken)).Single();
        return answer.Written ? answer.Id
            : throw new CrmCallException(answer.Passing ? CrmFailureKind.Unavailable : CrmFailureKind.Refused, $"whether it is there cannot be found out: {answer.Code}: {answer.Reason}");
    }

    private async Task DoneAsync(Hold hold, Claimed claimed, string? erased, CancellationToken cancellationToken)
    {
        var (now, customer) = (time.GetUtcNow(), claimed.Key);
        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        if (await store.DoneAsync(unitOfWork, crm.Name, hold, customer, [.. new[] { claimed.CrmId, erased }.OfType<string>().Distinct()], cancellationToken) is not { } shared)
        {
            return;     // another process asks again
        }

        // Once more: an event may have been written down while it was asked for.
        foreach (var command in writes.Strip(customer, now))
        {
            unitOfWork.Enqueue(command);
        }

        unitOfWork.Enqueue(RefusedPayments.Anew(shared, now));
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(
            new CustomerForgotten { Crm = crm.Name, CustomerId = customer, RecordId = erased, SharedWith = shared, ForgottenAt = now }, cancellationToken);
        await unitOfWork.CommitAsync(cancellationToken);
    }

    private async Task RefusedAsync(Hold hold, ToForget next, string reason, CancellationToken cancellationToken)
    {
        const string code = "NOT_ERASED";
        var customer = next.Customer;
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        if (!await store.RefusedAsync(unitOfWork, crm.Name, hold, customer.Key, code, reason, now.AddMinutes(options.Value.ErasureRetryMinutes), cancellationToken))
        {
            await StrayAsync(next, cancellationToken);
            return;
        }

        if (customer.Tries == 0)
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
