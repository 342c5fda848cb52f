namespace Integration.CrmSync.Mapping;

/// <summary>What a record mirrors. The order is that in which they are sent: each may belong to one before it.</summary>
internal enum RecordKind
{
    /// <summary>The caller's customer.</summary>
    Customer,

    /// <summary>A payment.</summary>
    Payment,

    /// <summary>A refund or a dispute.</summary>
    Entry,
}

/// <summary>The kinds as they are stored and told.</summary>
internal static class RecordKinds
{
    public static string Word(this RecordKind kind) => kind switch
    {
        RecordKind.Customer => "customer",
        RecordKind.Payment => "payment",
        RecordKind.Entry => "entry",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static RecordKind Read(string word) => Enum.GetValues<RecordKind>().First(kind => kind.Word() == word);
}
