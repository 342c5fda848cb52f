using MassTransit;

namespace Integration.Persistence.DeadLetters;

/// <summary>For a command whose sender tells whoever asked that it came to nothing: that word has to stay true. When such a message is refused by a rule
/// (<see cref="System.ComponentModel.DataAnnotations.ValidationException"/>) or discarded, the inbox counts it as handled in the same transaction: neither the desk nor a second delivery carries it out.</summary>
public static class FinalRefusal
{
    internal const string Header = "Integration-Refusal-Is-Final";

    /// <summary>Marks the message.</summary>
    public static void Mark(SendContext context) => context.Headers.Set(Header, "true");

    /// <summary>True when the message broke a rule: it would break it again, and nothing of it was begun.</summary>
    internal static bool IsByRule(Exception? failure)
    {
        if (failure is null || DatabaseFailure.IsTransient(failure))
        {
            return false;
        }

        for (var current = failure; current is not null; current = current.InnerException)
        {
            if (current is System.ComponentModel.DataAnnotations.ValidationException)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Which consumer a message failed at: the inbox knows it by this id.</summary>
internal sealed record FailedAt(Guid ConsumerId);
