namespace Integration.PaymentWorker.Reconciliation;

/// <summary>Compare one part of one gateway's books. A repeat compares again and writes the same.</summary>
public sealed record CompareBooks
{
    /// <summary>The comparison it belongs to.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The gateway.</summary>
    public required string Gateway { get; init; }

    /// <summary>The first moment of the part. UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Its end, itself not included. UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Of it, refunds alone: payments of this time were compared before.</summary>
    public bool RefundsOnly { get; init; }

    /// <summary>How often the list broke off.</summary>
    public int Tries { get; init; }
}
