namespace Integration.Persistence.Inbox;

/// <summary>The consumer calls another system: no transaction and no connection is held while it runs (SAFETY R5). Its inbox entry, writes and
/// messages commit together when it returns. A second delivery that ran at the same time is undone by the inbox; keeping the call itself
/// from happening twice is the consumer's own duty (a claim).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CallsExternalSystemAttribute : Attribute;
