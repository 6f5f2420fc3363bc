const crypto = require('crypto');

function verifyWebhookSignature(payload, signature, secret) {
  const expectedSignature = crypto
    .createHmac('sha256', secret)
    .update(payload)
    .digest('hex');

  return crypto.timingSafeEqual(
    Buffer.from(signature),
    Buffer.from(expectedSignature)
  );
}

// Express.js example
app.post('/webhooks/kryptos', express.raw({ type: 'application/json' }), (req, res) => {
  const signature = req.headers['x-webhook-signature'];
  const event = req.headers['x-webhook-event'];

  if (!verifyWebhookSignature(req.body, signature, process.env.WEBHOOK_SECRET)) {
    return res.status(401).send('Invalid signature');
  }

  const payload = JSON.parse(req.body);

  switch (event) {
    case 'integration.created':
      console.log('New integration:', payload.data);
      break;
    case 'integration.updated':
      console.log('Integration updated:', payload.data);
      break;
    case 'integration.deleted':
      console.log('Integration removed:', payload.data);
      break;
    case 'integration.failed':
      console.log('Integration failed:', payload.data);
      break;
  }

  res.status(200).send('OK');
});
