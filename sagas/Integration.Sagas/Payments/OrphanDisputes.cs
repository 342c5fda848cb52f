using Integration.Sagas.Attempts;

namespace Integration.Sagas.Payments;

/// <summary>Which disputes of money that is not the payment's own (SAFETY U4) were told, to a person or to what keeps the money's row, kept in the payment's row and so changed only under its lock.</summary>
public static class OrphanDisputes
{
    /// <summary>The dispute was told where it stands now.</summary>
    public static bool IsTold(PaymentState payment, DisputeSeen seen) => payment.OrphanDisputes?.Split(' ').Contains(Line(seen)) is true;

    /// <summary>It is told.</summary>
    public static void Tell(PaymentState payment, DisputeSeen seen) => payment.OrphanDisputes = payment.OrphanDisputes is { } told ? $"{told} {Line(seen)}" : Line(seen);

    /// <summary>Where it stands, for a person.</summary>
    public static string Words(DisputeSeen seen) => $"dispute {seen.DisputeReference} is {Word(seen)}";

    private static string Line(DisputeSeen seen) => $"{seen.DisputeReference}:{Word(seen)}";

    private static string Word(DisputeSeen seen) => seen.Standing.ToString().ToLowerInvariant();
}
