using Integration.Hosting.Startup;
using Integration.WebhookIngress;

return await ServiceRunner.RunAsync("WebhookIngress", args, () => IngressService.Build(args is ["replay", ..] ? [] : args), command: IngressService.CommandAsync);
