using Integration.Contracts.Crm;
using Integration.Contracts.Rules;
using Integration.Persistence.UnitOfWork;

namespace Integration.CrmSync.Forgetting;

/// <summary>Takes up that a customer is to be forgotten, whichever way it is asked for.</summary>
internal sealed class ForgetDesk(IUnitOfWork unitOfWork, ForgetWrites writes, TimeProvider time)
{
    /// <summary>Adds it to the transaction.</summary>
    /// <exception cref="ArgumentException">It breaks a rule.</exception>
    public void Take(ForgetCustomer asked)
    {
        if (CrmRules.Violations(asked) is { Count: > 0 } violations)
        {
            throw new ArgumentException($"It is refused: {string.Join("; ", violations)}.", nameof(asked));
        }

        foreach (var command in writes.Ask(asked.CustomerId, asked.By, asked.Why, time.GetUtcNow()))
        {
            unitOfWork.Enqueue(command);
        }
    }

    /// <summary>Writes it down now.</summary>
    /// <exception cref="ArgumentException">It breaks a rule.</exception>
    public Task AskAsync(ForgetCustomer asked, CancellationToken cancellationToken)
    {
        Take(asked);
        return unitOfWork.CommitAsync(cancellationToken);
    }
}
