namespace Integration.CrmSandbox.Faults;

/// <summary>How much goes wrong by itself.</summary>
/// <param name="FailPercent">Of all calls; half of them are executed all the same.</param>
/// <param name="LockPercent">Of Salesforce's records in writes: refused because the row is locked.</param>
/// <param name="Seed">Decides which; the same seed and calls meet the same.</param>
internal sealed record FaultSettings(int FailPercent, int LockPercent, long Seed)
{
    public static FaultSettings None { get; } = new(0, 0, 1);
}
