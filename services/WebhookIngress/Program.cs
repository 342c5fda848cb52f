using Integration.Hosting.Startup;
using Integration.WebhookIngress;

return await ServiceRunner.RunAsync("WebhookIngress", () => IngressService.Build(args), IngressService.PrepareAsync);
