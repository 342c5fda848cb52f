using Integration.CrmSync.Mapping;

namespace Integration.CrmSync.Inbound;

/// <summary>What comes in.</summary>
internal enum InboundKind
{
    /// <summary>People: our customers may be among them.</summary>
    Contact,

    /// <summary>Deals: our payments may be among them.</summary>
    Deal,
}

/// <summary>The kinds as they are stored, and what they are on our side.</summary>
internal static class InboundKinds
{
    public static string Word(this InboundKind kind) => kind == InboundKind.Contact ? "contact" : "deal";

    public static RecordKind Mirrors(this InboundKind kind) => kind == InboundKind.Contact ? RecordKind.Customer : RecordKind.Payment;

    public static InboundObject Of(this InboundOptions options, InboundKind kind) => kind == InboundKind.Contact ? options.Contact : options.Deal;
}
