using Integration.WebhookIngress;

return await IngressService.RunAsync("WebhookIngress", args, words => IngressService.Build(words));
