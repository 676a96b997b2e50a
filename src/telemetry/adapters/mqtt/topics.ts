import type { MqttDocument, TopicRule } from '../documents/adapter-document.js';
import { TopicTemplate, type Placement } from '../domain/topic-template.js';

interface ReadingTopic {
  readonly rule: TopicRule;
  readonly template: TopicTemplate;
}

/** What an adapter subscribes, and what a topic means to it. */
export class Topics {
  private readonly readings: readonly ReadingTopic[];
  private readonly status: TopicTemplate | undefined;
  private readonly prefix: string;

  constructor({ topics, status_topic, share }: Pick<MqttDocument, 'topics' | 'status_topic' | 'share'>) {
    this.readings = topics.map((rule) => ({ rule, template: new TopicTemplate(rule.template) }));
    this.status = status_topic === undefined ? undefined : new TopicTemplate(status_topic);
    this.prefix = share === undefined ? '' : `$share/${share}/`;
  }

  /** The quality of service by filter. What is shared comes from a shared subscription (MQTT 5, 4.8.2). */
  get subscriptions(): Map<string, 0 | 1> {
    const subscriptions = new Map<string, 0 | 1>();
    if (this.status) subscriptions.set(this.prefix + this.status.filter, 1);
    for (const { rule, template } of this.readings) {
      const filter = this.prefix + template.filter;
      const { qos = 1 } = rule;
      subscriptions.set(filter, qos === 1 ? 1 : (subscriptions.get(filter) ?? 0));
    }
    return subscriptions;
  }

  /** The asset of which a topic tells whether it is connected. */
  statusOf(topic: string): Placement | undefined {
    return this.status?.bind(topic);
  }

  /** What a topic means: the rule of the first template that it fits. */
  readingsOf(topic: string): { readonly rule: TopicRule; readonly bound: Placement } | undefined {
    for (const { rule, template } of this.readings) {
      const bound = template.bind(topic);
      if (bound) return { rule, bound };
    }
    return undefined;
  }
}
