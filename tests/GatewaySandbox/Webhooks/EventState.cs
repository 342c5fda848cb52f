namespace Integration.GatewaySandbox.Webhooks;

/// <summary>An event and the object it was about.</summary>
internal sealed record EventState(string Id, string Type, string ObjectId, string Body);
