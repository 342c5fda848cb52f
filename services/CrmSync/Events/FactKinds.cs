namespace Integration.CrmSync.Events;

/// <summary>The kinds as they are stored.</summary>
internal static class FactKinds
{
    public static string Word(this FactKind kind) => kind switch
    {
        FactKind.Payment => "payment",
        FactKind.Refund => "refund",
        FactKind.RefundElsewhere => "refund_elsewhere",
        FactKind.Dispute => "dispute",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static FactKind Read(string word) => Enum.GetValues<FactKind>().First(kind => kind.Word() == word);
}
