namespace Integration.Conventions.Secrets;

/// <summary>Values that look like secrets and are none, each with its reason. A value is allowed, never a file: a real secret beside it is still found.</summary>
internal static class AllowedSecrets
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["guest"] = "RabbitMQ's own user of a fresh broker, which it lets in from the same machine alone",
        ["password"] = "the word itself, where a message says what an address looks like",
        ["hunter2"] = "planted by a test that looks for it in what is printed",
        ["planted"] = "planted by a test that looks for it in what is logged",
        ["from"] = "the first word of a password that says it comes from a file; of a test",
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] = "the example in the documents of Standard Webhooks, with a signature to check ours against",
        ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"] = "a second one for tests of rotation; no sender has it",
        ["g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="] = "the signature of that example",
        ["DWiH88+0sPXBmb6AWLOzEzL+IlYgdsVResZPelquMGE="] = "a signature that HubSpot's library made with a secret of nothing but y",
        ["EgbB7P7U1f25LpGJLYhcb1XbXAMo4f2x75vmBUmoHTU="] = "another one",
        ["MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="] = "the sealing key of tests: the digits of hexadecimal, twice",
    };
}
